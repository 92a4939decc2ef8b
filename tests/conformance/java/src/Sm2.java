import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.agreement.SM2KeyExchange;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.SM2KeyExchangePrivateParameters;
import org.bouncycastle.crypto.params.SM2KeyExchangePublicParameters;
import org.bouncycastle.crypto.signers.DSAEncoding;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.util.BigIntegers;

/** SM2 (GM/T 0003): signatures, encryption, key exchange with confirmation. Keys come as PKCS #8 and SubjectPublicKeyInfo. */
final class Sm2 {
  private static final byte[] DEFAULT_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

  static void register(Map<String, Check.Handler> handlers) {
    handlers.put("sm2-verify", Sm2::verify);
    handlers.put("sm2-sign", Sm2::sign);
    handlers.put("sm2-decrypt", asked -> Map.of("plaintext", decrypt(asked)));
    handlers.put("sm2-encrypt", Sm2::encrypt);
    handlers.put("sm2-exchange", Sm2::exchange);
  }

  private static DSAEncoding encoding(Check.Case asked) {
    return asked.parameter("form").equals("raw") ? PlainDSAEncoding.INSTANCE : StandardDSAEncoding.INSTANCE;
  }

  private static Map<String, byte[]> verify(Check.Case asked) throws Exception {
    SM2Signer signer = new SM2Signer(encoding(asked));
    signer.init(false, new ParametersWithID(PublicKeyFactory.createKey(asked.file("publicKey")), asked.file("id", DEFAULT_ID)));
    byte[] message = asked.file("message");
    signer.update(message, 0, message.length);
    Check.require(signer.verifySignature(asked.file("signature")), "wrong signature");
    return Map.of();
  }

  private static Map<String, byte[]> sign(Check.Case asked) throws Exception {
    SM2Signer signer = new SM2Signer(encoding(asked));
    CipherParameters key = new ParametersWithRandom(PrivateKeyFactory.createKey(asked.file("privateKey")), new SecureRandom());
    signer.init(true, new ParametersWithID(key, asked.file("id", DEFAULT_ID)));
    byte[] message = asked.file("message");
    signer.update(message, 0, message.length);
    return Map.of("signature", signer.generateSignature());
  }

  private static SM2Engine engine(Check.Case asked) {
    return new SM2Engine(asked.parameter("form").equals("c1c2c3") ? SM2Engine.Mode.C1C2C3 : SM2Engine.Mode.C1C3C2);
  }

  private static byte[] decrypt(Check.Case asked) throws Exception {
    byte[] ciphertext = asked.file("ciphertext");
    if (asked.parameter("form").equals("der")) ciphertext = fromDer(ciphertext);
    SM2Engine engine = engine(asked);
    engine.init(false, PrivateKeyFactory.createKey(asked.file("privateKey")));
    return engine.processBlock(ciphertext, 0, ciphertext.length);
  }

  private static Map<String, byte[]> encrypt(Check.Case asked) throws Exception {
    SM2Engine engine = engine(asked);
    engine.init(true, new ParametersWithRandom(PublicKeyFactory.createKey(asked.file("publicKey")), new SecureRandom()));
    byte[] plaintext = asked.file("plaintext");
    byte[] ciphertext = engine.processBlock(plaintext, 0, plaintext.length);
    return Map.of("ciphertext", asked.parameter("form").equals("der") ? toDer(ciphertext) : ciphertext);
  }

  /** SM2Cipher of GM/T 0009 to 04‖X‖Y‖C3‖C2, by BouncyCastle's ASN.1 reader. */
  static byte[] fromDer(byte[] der) throws Exception {
    ASN1Sequence fields = ASN1Sequence.getInstance(der);
    Check.require(fields.size() == 4, "four members expected");
    byte[] out = new byte[65];
    out[0] = 4;
    for (int i = 0; i < 2; i++) {
      BigInteger coordinate = ASN1Integer.getInstance(fields.getObjectAt(i)).getPositiveValue();
      System.arraycopy(BigIntegers.asUnsignedByteArray(32, coordinate), 0, out, 1 + 32 * i, 32);
    }
    byte[] c3 = ASN1OctetString.getInstance(fields.getObjectAt(2)).getOctets();
    byte[] c2 = ASN1OctetString.getInstance(fields.getObjectAt(3)).getOctets();
    return org.bouncycastle.util.Arrays.concatenate(out, c3, c2);
  }

  static byte[] toDer(byte[] raw) throws Exception {
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(raw, 1, 33));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(raw, 33, 65));
    return new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
      new ASN1Integer(x), new ASN1Integer(y),
      new DEROctetString(Arrays.copyOfRange(raw, 65, 97)), new DEROctetString(Arrays.copyOfRange(raw, 97, raw.length))
    }).getEncoded();
  }

  private static Map<String, byte[]> exchange(Check.Case asked) throws Exception {
    boolean initiator = asked.parameter("role").equals("initiator");
    SM2KeyExchange exchange = new SM2KeyExchange();
    exchange.init(new ParametersWithID(new SM2KeyExchangePrivateParameters(initiator,
        (ECPrivateKeyParameters) PrivateKeyFactory.createKey(asked.file("privateKey")),
        (ECPrivateKeyParameters) PrivateKeyFactory.createKey(asked.file("ephemeralKey"))), asked.file("id")));
    CipherParameters peer = new ParametersWithID(new SM2KeyExchangePublicParameters(
        (ECPublicKeyParameters) PublicKeyFactory.createKey(asked.file("peerKey")),
        (ECPublicKeyParameters) PublicKeyFactory.createKey(asked.file("peerEphemeral"))), asked.file("peerId"));
    int bits = 8 * Integer.parseInt(asked.parameter("length"));
    if (initiator) {
      byte[][] out = exchange.calculateKeyWithConfirmation(bits, asked.file("responderTag"), peer);
      return Map.of("key", out[0], "initiatorTag", out[1]);
    }
    byte[][] out = exchange.calculateKeyWithConfirmation(bits, null, peer);
    return Map.of("key", out[0], "responderTag", out[1], "initiatorTag", out[2]);
  }
}
