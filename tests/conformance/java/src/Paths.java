import java.security.cert.CertPath;
import java.security.cert.CertPathParameters;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.jcajce.PKIXExtendedParameters;

/** Path validation (RFC 5280 §6) by the provider's PKIX validator. The path is handed over in order: nothing is built. */
final class Paths {
  static void register(Map<String, Check.Handler> handlers) {
    handlers.put("path-validate", asked -> validate(asked, parameters(asked)));
    handlers.put("path-revocation", asked -> validate(asked, withLists(asked, parameters(asked))));
  }

  private static Map<String, byte[]> validate(Check.Case asked, CertPathParameters parameters) throws Exception {
    List<X509Certificate> certificates = new ArrayList<>();
    certificates.add(Keys.certificate(asked.file("certificate")));
    for (int i = 0; asked.files().containsKey("intermediate-" + i); i++) {
      certificates.add(Keys.certificate(asked.file("intermediate-" + i)));
    }
    CertPath path = CertificateFactory.getInstance("X.509", "BC").generateCertPath(certificates);
    CertPathValidator.getInstance("PKIX", "BC").validate(path, parameters);
    return Map.of();
  }

  private static PKIXParameters parameters(Check.Case asked) throws Exception {
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(Keys.certificate(asked.file("root")), null)));
    parameters.setDate(Certificates.instant(asked, "at"));
    parameters.setRevocationEnabled(false);
    if (!asked.parameter("policies").isEmpty()) {
      parameters.setInitialPolicies(new HashSet<>(List.of(asked.parameter("policies").split(","))));
    }
    parameters.setExplicitPolicyRequired(asked.parameter("explicitPolicy").equals("yes"));
    parameters.setPolicyMappingInhibited(asked.parameter("inhibitMapping").equals("yes"));
    parameters.setAnyPolicyInhibited(asked.parameter("inhibitAny").equals("yes"));
    return parameters;
  }

  private static CertPathParameters withLists(Check.Case asked, PKIXParameters parameters) throws Exception {
    List<X509CRL> lists = new ArrayList<>();
    for (int i = 0; asked.files().containsKey("crl-" + i); i++) lists.add(Keys.list(asked.file("crl-" + i)));
    parameters.setRevocationEnabled(true);
    parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
    return new PKIXExtendedParameters.Builder(parameters).setUseDeltasEnabled(true).build();
  }
}
