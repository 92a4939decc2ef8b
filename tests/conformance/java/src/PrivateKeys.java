import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.jce.interfaces.ECPrivateKey;
import org.bouncycastle.jce.spec.ECPublicKeySpec;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.jcajce.JcaPKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/** Private keys under a password (PKCS #8) and SM2EnvelopedKey (GM/T 0009), the latter by its parts. */
final class PrivateKeys {
  static void register(Map<String, Check.Handler> handlers) {
    handlers.put("pkcs8-decrypt", PrivateKeys::decrypt);
    handlers.put("pkcs8-encrypt", PrivateKeys::encrypt);
    handlers.put("enveloped-key-open", PrivateKeys::open);
    handlers.put("enveloped-key-make", PrivateKeys::make);
  }

  static char[] password(Check.Case asked) {
    return new String(asked.file("password"), StandardCharsets.UTF_8).toCharArray();
  }

  private static Map<String, byte[]> decrypt(Check.Case asked) throws Exception {
    if (asked.parameter("cipher").equals("sm4-cbc")) return decryptSm4(asked);
    PrivateKeyInfo info = new PKCS8EncryptedPrivateKeyInfo(asked.file("encrypted"))
        .decryptPrivateKeyInfo(new JcePKCSPBEInputDecryptorProviderBuilder().setProvider("BC").build(password(asked)));
    return Map.of("publicKey", publicKeyOf(Keys.privateKey(info.getEncoded())).getEncoded());
  }

  /** PBES2 with SM4 and HMAC-SM3, which its JCE classes do not put together: by its PBKDF2, its SM3 and its SM4. */
  private static Map<String, byte[]> decryptSm4(Check.Case asked) throws Exception {
    EncryptedPrivateKeyInfo encrypted = EncryptedPrivateKeyInfo.getInstance(asked.file("encrypted"));
    PBES2Parameters scheme = PBES2Parameters.getInstance(encrypted.getEncryptionAlgorithm().getParameters());
    PBKDF2Params derivation = PBKDF2Params.getInstance(scheme.getKeyDerivationFunc().getParameters());
    Check.require(derivation.getPrf().getAlgorithm().equals(GMObjectIdentifiers.hmac_sm3), "another PRF");
    Check.require(scheme.getEncryptionScheme().getAlgorithm().equals(GMObjectIdentifiers.sms4_cbc), "another cipher");
    var generator = new PKCS5S2ParametersGenerator(new SM3Digest());
    generator.init(PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(password(asked)), derivation.getSalt(),
        derivation.getIterationCount().intValueExact());
    byte[] key = ((KeyParameter) generator.generateDerivedParameters(128)).getKey();
    byte[] iv = ASN1OctetString.getInstance(scheme.getEncryptionScheme().getParameters()).getOctets();
    Cipher cipher = Cipher.getInstance("SM4/CBC/PKCS7Padding", "BC");
    cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "SM4"), new IvParameterSpec(iv));
    return Map.of("publicKey", publicKeyOf(Keys.privateKey(cipher.doFinal(encrypted.getEncryptedData()))).getEncoded());
  }

  /** Computed from the private key; what may stand beside it is not looked at. */
  static PublicKey publicKeyOf(PrivateKey key) throws Exception {
    if (key instanceof RSAPrivateCrtKey rsa) {
      return KeyFactory.getInstance("RSA", "BC").generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
    }
    ECPrivateKey ec = (ECPrivateKey) key;
    var point = ec.getParameters().getG().multiply(ec.getD()).normalize();
    return KeyFactory.getInstance("EC", "BC").generatePublic(new ECPublicKeySpec(point, ec.getParameters()));
  }

  private static Map<String, byte[]> encrypt(Check.Case asked) throws Exception {
    if (asked.parameter("cipher").equals("sm4-cbc")) throw new UnsupportedOperationException("its PBES2 writes no SM4");
    var builder = new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
        .setProvider("BC")
        .setPRF(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE))
        .setIterationCount(Integer.parseInt(asked.parameter("iterations")));
    return Map.of("encrypted", new JcaPKCS8EncryptedPrivateKeyInfoBuilder(Keys.privateKey(asked.file("privateKey")))
        .build(builder.build(password(asked))).getEncoded());
  }

  private static Map<String, byte[]> open(Check.Case asked) throws Exception {
    ASN1Sequence fields = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(asked.file("envelope")));
    Check.require(fields.size() == 4, "four members expected");
    byte[] ciphertext = Sm2.fromDer(fields.getObjectAt(1).toASN1Primitive().getEncoded());
    SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
    engine.init(false, PrivateKeyFactory.createKey(asked.file("privateKey")));
    byte[] session = engine.processBlock(ciphertext, 0, ciphertext.length);
    byte[] d = ecb(Cipher.DECRYPT_MODE, session, ASN1BitString.getInstance(fields.getObjectAt(3)).getOctets());
    var curve = org.bouncycastle.jce.ECNamedCurveTable.getParameterSpec("sm2p256v1");
    var point = curve.getG().multiply(new java.math.BigInteger(1, d)).normalize();
    byte[] stored = ASN1BitString.getInstance(fields.getObjectAt(2)).getOctets();
    Check.require(java.util.Arrays.equals(point.getEncoded(false), stored), "another public key");
    PublicKey key = KeyFactory.getInstance("EC", "BC").generatePublic(new ECPublicKeySpec(point, curve));
    return Map.of("publicKey", key.getEncoded());
  }

  private static Map<String, byte[]> make(Check.Case asked) throws Exception {
    ECPrivateKey key = (ECPrivateKey) Keys.privateKey(asked.file("privateKey"));
    var random = new java.security.SecureRandom();
    byte[] session = new byte[16];
    random.nextBytes(session);
    SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
    engine.init(true, new ParametersWithRandom(PublicKeyFactory.createKey(asked.file("recipient")), random));
    byte[] encrypted = Sm2.toDer(engine.processBlock(session, 0, session.length));
    byte[] d = org.bouncycastle.util.BigIntegers.asUnsignedByteArray(32, key.getD());
    byte[] point = key.getParameters().getG().multiply(key.getD()).normalize().getEncoded(false);
    return Map.of("envelope", new DERSequence(new ASN1Encodable[] {
      new AlgorithmIdentifier(GMObjectIdentifiers.sms4_ecb, DERNull.INSTANCE),
      ASN1Primitive.fromByteArray(encrypted), new DERBitString(point),
      new DERBitString(ecb(Cipher.ENCRYPT_MODE, session, d))
    }).getEncoded());
  }

  private static byte[] ecb(int direction, byte[] key, byte[] input) throws Exception {
    Cipher cipher = Cipher.getInstance("SM4/ECB/NoPadding", "BC");
    cipher.init(direction, new SecretKeySpec(key, "SM4"));
    return cipher.doFinal(input);
  }
}
