import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** SM4 (GM/T 0002) in ECB, CBC with PKCS #7 padding, CTR and GCM with a tag of 16 bytes. */
final class Sm4 {
  static void register(Map<String, Check.Handler> handlers) {
    handlers.put("sm4-encrypt", asked -> Map.of("ciphertext", run(Cipher.ENCRYPT_MODE, asked, asked.file("plaintext"))));
    handlers.put("sm4-decrypt", asked -> Map.of("plaintext", run(Cipher.DECRYPT_MODE, asked, asked.file("ciphertext"))));
  }

  private static byte[] run(int direction, Check.Case asked, byte[] input) throws Exception {
    SecretKeySpec key = new SecretKeySpec(asked.file("key"), "SM4");
    String mode = asked.parameter("mode");
    Cipher cipher = Cipher.getInstance(switch (mode) {
      case "ecb" -> "SM4/ECB/NoPadding";
      case "cbc" -> "SM4/CBC/PKCS7Padding";
      case "ctr" -> "SM4/CTR/NoPadding";
      case "gcm" -> "SM4/GCM/NoPadding";
      default -> throw new UnsupportedOperationException("mode " + mode);
    }, "BC");
    switch (mode) {
      case "ecb" -> cipher.init(direction, key);
      case "gcm" -> {
        cipher.init(direction, key, new GCMParameterSpec(128, asked.file("iv")));
        cipher.updateAAD(asked.file("aad", new byte[0]));
      }
      default -> cipher.init(direction, key, new IvParameterSpec(asked.file("iv")));
    }
    return cipher.doFinal(input);
  }
}
