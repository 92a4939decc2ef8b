import java.util.Map;
import org.bouncycastle.crypto.Mac;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** SM3 (GM/T 0004) and HMAC over it (RFC 2104). */
final class Digests {
  static void register(Map<String, Check.Handler> handlers) {
    handlers.put("sm3", asked -> Map.of("digest", sm3(asked.file("message"))));
    handlers.put("hmac-sm3", asked -> {
      Mac mac = new HMac(new SM3Digest());
      mac.init(new KeyParameter(asked.file("key")));
      byte[] message = asked.file("message");
      mac.update(message, 0, message.length);
      byte[] out = new byte[32];
      mac.doFinal(out, 0);
      return Map.of("mac", out);
    });
  }

  static byte[] sm3(byte[] message) {
    SM3Digest digest = new SM3Digest();
    digest.update(message, 0, message.length);
    byte[] out = new byte[32];
    digest.doFinal(out, 0);
    return out;
  }
}
