import java.io.ByteArrayInputStream;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** Keys, certificates and lists from their bytes, all by the BouncyCastle provider. */
final class Keys {
  private static final String SM2_CURVE = "1.2.156.10197.1.301";

  static PublicKey publicKey(byte[] spki) throws Exception {
    String algorithm = SubjectPublicKeyInfo.getInstance(spki).getAlgorithm().getAlgorithm().getId();
    return KeyFactory.getInstance(algorithm, "BC").generatePublic(new X509EncodedKeySpec(spki));
  }

  static PrivateKey privateKey(byte[] pkcs8) throws Exception {
    String algorithm = PrivateKeyInfo.getInstance(pkcs8).getPrivateKeyAlgorithm().getAlgorithm().getId();
    return KeyFactory.getInstance(algorithm, "BC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  /** Read as one value: the factory alone takes the first one of a stream. */
  static X509Certificate certificate(byte[] der) throws Exception {
    ASN1Primitive.fromByteArray(der);
    return (X509Certificate) CertificateFactory.getInstance("X.509", "BC").generateCertificate(new ByteArrayInputStream(der));
  }

  static X509CRL list(byte[] der) throws Exception {
    ASN1Primitive.fromByteArray(der);
    return (X509CRL) CertificateFactory.getInstance("X.509", "BC").generateCRL(new ByteArrayInputStream(der));
  }

  /** The signature algorithm that goes with the key: SM3withSM2, SHA256withECDSA or SHA256withRSA. */
  static String signatureAlgorithm(PublicKey key) {
    if (key.getAlgorithm().equals("RSA")) return "SHA256withRSA";
    var parameters = SubjectPublicKeyInfo.getInstance(key.getEncoded()).getAlgorithm().getParameters();
    return String.valueOf(parameters).equals(SM2_CURVE) ? "SM3withSM2" : "SHA256withECDSA";
  }

  static ContentSigner signer(byte[] pkcs8, PublicKey of) throws Exception {
    return new JcaContentSignerBuilder(signatureAlgorithm(of)).setProvider("BC").build(privateKey(pkcs8));
  }

  static ContentVerifierProvider verifier(PublicKey key) throws Exception {
    return new JcaContentVerifierProviderBuilder().setProvider("BC").build(key);
  }
}
