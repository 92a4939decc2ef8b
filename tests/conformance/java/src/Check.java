import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.util.encoders.Hex;

/**
 * BouncyCastle's opinion of a manifest: one line of JSON a case. Started as {@code Check FOLDER}; {@code Check version}
 * names the provider. Nothing of the project is used here.
 */
public final class Check {
  public static void main(String[] args) throws Exception {
    BouncyCastleProvider provider = new BouncyCastleProvider();
    Security.addProvider(provider);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (args[0].equals("version")) {
      out.println("BouncyCastle " + provider.getVersionStr() + ", Java " + System.getProperty("java.version"));
      return;
    }
    Map<String, Handler> handlers = new HashMap<>();
    Digests.register(handlers);
    Sm4.register(handlers);
    Sm2.register(handlers);
    Certificates.register(handlers);
    Messages.register(handlers);
    Paths.register(handlers);
    Envelopes.register(handlers);
    Timestamps.register(handlers);
    PrivateKeys.register(handlers);
    KeyFiles.register(handlers);

    Path folder = Path.of(args[0]);
    JsonObject manifest = JsonParser.parseString(Files.readString(folder.resolve("manifest.json"))).getAsJsonObject();
    for (var each : manifest.getAsJsonArray("cases")) {
      Case asked = Case.read(folder, each.getAsJsonObject());
      out.println(new Gson().toJson(answer(handlers.get(asked.kind()), asked)));
    }
  }

  private static Map<String, Object> answer(Handler handler, Case asked) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", asked.id());
    try {
      if (handler == null) throw new UnsupportedOperationException("kind " + asked.kind());
      Map<String, byte[]> outputs = handler.handle(asked);
      answer.put("verdict", "accept");
      Map<String, String> hex = new LinkedHashMap<>();
      outputs.forEach((name, bytes) -> hex.put(name, Hex.toHexString(bytes)));
      answer.put("outputs", hex);
    } catch (UnsupportedOperationException unsupported) {
      answer.put("verdict", "unsupported");
      answer.put("detail", String.valueOf(unsupported.getMessage()));
    } catch (Exception refused) {
      answer.put("verdict", "reject");
      answer.put("detail", refused.toString());
    }
    return answer;
  }

  /** Answers what comes out, or throws: then the case is refused. */
  interface Handler {
    Map<String, byte[]> handle(Case asked) throws Exception;
  }

  /** Not what it claims to be. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why);
    }
  }

  static void require(boolean holds, String why) throws Refused {
    if (!holds) throw new Refused(why);
  }

  record Case(String id, String kind, Map<String, byte[]> files, Map<String, String> parameters) {
    static Case read(Path folder, JsonObject json) throws Exception {
      Map<String, byte[]> files = new LinkedHashMap<>();
      for (var each : json.getAsJsonObject("files").entrySet()) {
        files.put(each.getKey(), Files.readAllBytes(folder.resolve(each.getValue().getAsString())));
      }
      Map<String, String> parameters = new HashMap<>();
      for (var each : json.getAsJsonObject("parameters").entrySet()) {
        parameters.put(each.getKey(), each.getValue().getAsString());
      }
      return new Case(json.get("id").getAsString(), json.get("kind").getAsString(), files, parameters);
    }

    byte[] file(String name) {
      byte[] bytes = files.get(name);
      if (bytes == null) throw new UnsupportedOperationException("no file " + name);
      return bytes;
    }

    byte[] file(String name, byte[] otherwise) {
      return files.getOrDefault(name, otherwise);
    }

    String parameter(String name) {
      return parameters.getOrDefault(name, "");
    }
  }
}
