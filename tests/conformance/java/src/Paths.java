import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Path validation (RFC 5280 §6) by the provider's PKIX validator. The path is handed over in order: nothing is built. */
final class Paths {
  static void register(Map<String, Check.Handler> handlers) {
    handlers.put("path-validate", Paths::validate);
  }

  private static Map<String, byte[]> validate(Check.Case asked) throws Exception {
    List<X509Certificate> certificates = new ArrayList<>();
    certificates.add(Keys.certificate(asked.file("certificate")));
    for (int i = 0; asked.files().containsKey("intermediate-" + i); i++) {
      certificates.add(Keys.certificate(asked.file("intermediate-" + i)));
    }
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(Keys.certificate(asked.file("root")), null)));
    parameters.setDate(Certificates.instant(asked, "at"));
    parameters.setRevocationEnabled(false);
    if (!asked.parameter("policies").isEmpty()) {
      parameters.setInitialPolicies(new HashSet<>(List.of(asked.parameter("policies").split(","))));
    }
    parameters.setExplicitPolicyRequired(asked.parameter("explicitPolicy").equals("yes"));
    parameters.setPolicyMappingInhibited(asked.parameter("inhibitMapping").equals("yes"));
    parameters.setAnyPolicyInhibited(asked.parameter("inhibitAny").equals("yes"));
    CertPath path = CertificateFactory.getInstance("X.509", "BC").generateCertPath(certificates);
    CertPathValidator.getInstance("PKIX", "BC").validate(path, parameters);
    return Map.of();
  }
}
