import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultCMSSignatureAlgorithmNameGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;

/**
 * CMS. The GB/T 35275 object identifiers are outside what BouncyCastle maps; its reader and its signer classes take the
 * message all the same once SM2-1 and SM2-with-SM3 are named for them.
 */
final class Messages {
  private static final ASN1ObjectIdentifier SM2_SIGN = new ASN1ObjectIdentifier("1.2.156.10197.1.301.1");
  private static final ASN1ObjectIdentifier SM2_WITH_SM3 = new ASN1ObjectIdentifier("1.2.156.10197.1.501");
  private static final ASN1ObjectIdentifier GM_DATA = new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2.1");
  private static final ASN1ObjectIdentifier CMS_DATA = new ASN1ObjectIdentifier("1.2.840.113549.1.7.1");

  static void register(Map<String, Check.Handler> handlers) {
    handlers.put("cms-verify", Messages::verify);
    handlers.put("cms-sign", Messages::sign);
  }

  private static Map<String, byte[]> verify(Check.Case asked) throws Exception {
    ContentInfo info = ContentInfo.getInstance(ASN1Primitive.fromByteArray(asked.file("cms")));
    CMSSignedData message = asked.files().containsKey("content")
        ? new CMSSignedData(new CMSProcessableByteArray(contentType(asked), asked.file("content")), info)
        : new CMSSignedData(info);
    List<SignerInformation> signers = List.copyOf(message.getSignerInfos().getSigners());
    Check.require(!signers.isEmpty(), "nobody signed");
    for (SignerInformation signer : signers) {
      @SuppressWarnings("unchecked")
      var found = List.copyOf(message.getCertificates().getMatches(signer.getSID()));
      Check.require(!found.isEmpty(), "the signer's certificate is missing");
      Check.require(signer.verify(verifier((X509CertificateHolder) found.get(0))), "wrong signature");
    }
    return Map.of();
  }

  private static ASN1ObjectIdentifier contentType(Check.Case asked) {
    return asked.parameter("oids").equals("gm") ? GM_DATA : CMS_DATA;
  }

  private static SignerInformationVerifier verifier(X509CertificateHolder signer) throws Exception {
    PublicKey key = Keys.publicKey(signer.getSubjectPublicKeyInfo().getEncoded());
    return new SignerInformationVerifier(
        new DefaultCMSSignatureAlgorithmNameGenerator() {
          @Override
          public String getSignatureName(AlgorithmIdentifier digest, AlgorithmIdentifier encryption) {
            ASN1ObjectIdentifier named = encryption.getAlgorithm();
            return named.equals(SM2_SIGN) || named.equals(SM2_WITH_SM3) ? "SM3withSM2" : super.getSignatureName(digest, encryption);
          }
        },
        new DefaultSignatureAlgorithmIdentifierFinder(), Keys.verifier(key), Certificates.digests());
  }

  private static Map<String, byte[]> sign(Check.Case asked) throws Exception {
    if (asked.parameter("oids").equals("gm")) throw new UnsupportedOperationException("its CMS writes no GM object identifiers");
    X509CertificateHolder certificate = new X509CertificateHolder(asked.file("certificate"));
    PublicKey of = Keys.publicKey(certificate.getSubjectPublicKeyInfo().getEncoded());
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(Certificates.digests())
        .build(Keys.signer(asked.file("privateKey"), of), Keys.certificate(asked.file("certificate"))));
    generator.addCertificates(new JcaCertStore(List.of(certificate)));
    CMSProcessableByteArray content = new CMSProcessableByteArray(contentType(asked), asked.file("content"));
    return Map.of("cms", generator.generate(content, asked.parameter("attached").equals("yes")).getEncoded("DER"));
  }
}
