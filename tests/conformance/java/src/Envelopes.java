import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Collection;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/**
 * CMS EnvelopedData and AuthEnvelopedData. SM2 recipients are unknown to BouncyCastle's CMS classes: its ASN.1 classes
 * read the message, its SM2 and SM4 open it.
 */
final class Envelopes {
  static void register(Map<String, Check.Handler> handlers) {
    handlers.put("cms-decrypt", Envelopes::decrypt);
    handlers.put("cms-encrypt", Envelopes::encrypt);
  }

  private static Map<String, byte[]> decrypt(Check.Case asked) throws Exception {
    ContentInfo info = ContentInfo.getInstance(ASN1Primitive.fromByteArray(asked.file("cms")));
    if (asked.parameter("key").equals("sm2")) return Map.of("content", openSm2(asked, info));
    X509Certificate certificate = Keys.certificate(asked.file("certificate"));
    PrivateKey key = Keys.privateKey(asked.file("privateKey"));
    boolean rsa = key.getAlgorithm().equals("RSA");
    var id = rsa ? new JceKeyTransRecipientId(certificate) : new JceKeyAgreeRecipientId(certificate);
    boolean authenticated = info.getContentType().equals(CMSObjectIdentifiers.authEnvelopedData);
    Collection<RecipientInformation> found = authenticated
        ? new CMSAuthEnvelopedData(info).getRecipientInfos().getRecipients(id)
        : new CMSEnvelopedData(info).getRecipientInfos().getRecipients(id);
    Check.require(!found.isEmpty(), "no recipient");
    RecipientInformation recipient = found.iterator().next();
    return Map.of("content", recipient.getContent(authenticated
        ? (rsa ? new JceKeyTransAuthEnvelopedRecipient(key).setProvider("BC") : new JceKeyAgreeAuthEnvelopedRecipient(key).setProvider("BC"))
        : (rsa ? new JceKeyTransEnvelopedRecipient(key).setProvider("BC") : new JceKeyAgreeEnvelopedRecipient(key).setProvider("BC"))));
  }

  private static byte[] openSm2(Check.Case asked, ContentInfo info) throws Exception {
    EnvelopedData data = EnvelopedData.getInstance(info.getContent());
    X509CertificateHolder certificate = new X509CertificateHolder(asked.file("certificate"));
    for (ASN1Encodable each : data.getRecipientInfos()) {
      KeyTransRecipientInfo recipient = KeyTransRecipientInfo.getInstance(RecipientInfo.getInstance(each).getInfo());
      IssuerAndSerialNumber named = IssuerAndSerialNumber.getInstance(recipient.getRecipientIdentifier().getId());
      if (!named.getName().equals(certificate.getIssuer())) continue;
      if (!named.getSerialNumber().hasValue(certificate.getSerialNumber())) continue;
      byte[] encrypted = Sm2.fromDer(recipient.getEncryptedKey().getOctets());
      SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
      engine.init(false, PrivateKeyFactory.createKey(asked.file("privateKey")));
      byte[] key = engine.processBlock(encrypted, 0, encrypted.length);
      EncryptedContentInfo content = data.getEncryptedContentInfo();
      byte[] iv = ASN1OctetString.getInstance(content.getContentEncryptionAlgorithm().getParameters()).getOctets();
      Cipher cipher = Cipher.getInstance("SM4/CBC/PKCS7Padding", "BC");
      cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "SM4"), new IvParameterSpec(iv));
      return cipher.doFinal(content.getEncryptedContent().getOctets());
    }
    throw new Check.Refused("no recipient");
  }

  private static Map<String, byte[]> encrypt(Check.Case asked) throws Exception {
    if (asked.parameter("key").equals("sm2")) throw new UnsupportedOperationException("its CMS writes no SM2 recipient");
    X509Certificate certificate = Keys.certificate(asked.file("certificate"));
    CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
    if (asked.parameter("key").equals("rsa")) {
      AlgorithmIdentifier sha256 = new AlgorithmIdentifier(org.bouncycastle.asn1.nist.NISTObjectIdentifiers.id_sha256);
      RSAESOAEPparams oaep = new RSAESOAEPparams(sha256,
          new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256), RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM);
      AlgorithmIdentifier algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP, oaep);
      generator.addRecipientInfoGenerator(new JceKeyTransRecipientInfoGenerator(certificate, algorithm).setProvider("BC"));
    } else {
      KeyPairGenerator ephemeral = KeyPairGenerator.getInstance("EC", "BC");
      ephemeral.initialize(new ECGenParameterSpec(asked.parameter("key").equals("p256") ? "secp256r1" : "secp384r1"));
      KeyPair pair = ephemeral.generateKeyPair();
      generator.addRecipientInfoGenerator(new JceKeyAgreeRecipientInfoGenerator(
          CMSAlgorithm.ECDH_SHA256KDF, pair.getPrivate(), pair.getPublic(), CMSAlgorithm.AES256_WRAP)
          .addRecipient(certificate).setProvider("BC"));
    }
    return Map.of("cms", generator.generate(new CMSProcessableByteArray(asked.file("content")),
        new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC).setProvider("BC").setSecureRandom(new SecureRandom()).build())
        .toASN1Structure().getEncoded("DER"));
  }
}
