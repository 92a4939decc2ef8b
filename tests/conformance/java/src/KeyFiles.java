import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;

/** PKCS #12 by the provider's key store. */
final class KeyFiles {
  static void register(Map<String, Check.Handler> handlers) {
    handlers.put("pkcs12-read", KeyFiles::read);
    handlers.put("pkcs12-write", KeyFiles::write);
  }

  private static Map<String, byte[]> read(Check.Case asked) throws Exception {
    char[] password = PrivateKeys.password(asked);
    KeyStore store = KeyStore.getInstance("PKCS12", "BC");
    store.load(new ByteArrayInputStream(asked.file("pfx")), password);
    for (String alias : Collections.list(store.aliases())) {
      if (!store.isKeyEntry(alias)) continue;
      PrivateKey key = (PrivateKey) store.getKey(alias, password);
      return Map.of("publicKey", PrivateKeys.publicKeyOf(key).getEncoded(),
          "certificate", store.getCertificate(alias).getEncoded());
    }
    throw new Check.Refused("no key");
  }

  private static Map<String, byte[]> write(Check.Case asked) throws Exception {
    char[] password = PrivateKeys.password(asked);
    KeyStore store = KeyStore.getInstance(asked.parameter("how").equals("aes") ? "PKCS12-AES256-AES128" : "PKCS12-3DES-3DES", "BC");
    store.load(null, null);
    X509Certificate[] chain = {Keys.certificate(asked.file("certificate")), Keys.certificate(asked.file("issuer"))};
    store.setKeyEntry("signing", Keys.privateKey(asked.file("privateKey")), null, chain);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, password);
    return Map.of("pfx", out.toByteArray());
  }
}
