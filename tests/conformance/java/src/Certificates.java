import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/** Certificates, requests, revocation lists and OCSP answers, one signature each; whole paths are in Paths. */
final class Certificates {
  static void register(Map<String, Check.Handler> handlers) {
    handlers.put("certificate-verify", Certificates::verifyCertificate);
    handlers.put("certificate-make", Certificates::makeCertificate);
    handlers.put("csr-verify", Certificates::verifyRequest);
    handlers.put("csr-make", Certificates::makeRequest);
    handlers.put("crl-verify", Certificates::verifyList);
    handlers.put("crl-make", Certificates::makeList);
    handlers.put("ocsp-request-read", Certificates::readQuestion);
    handlers.put("ocsp-request-make", Certificates::makeQuestion);
    handlers.put("ocsp-verify", Certificates::verifyAnswer);
    handlers.put("ocsp-make", Certificates::makeAnswer);
  }

  private static Map<String, byte[]> verifyCertificate(Check.Case asked) throws Exception {
    X509Certificate certificate = Keys.certificate(asked.file("certificate"));
    certificate.verify(Keys.certificate(asked.file("issuer")).getPublicKey(), "BC");
    return Map.of("subject", certificate.getSubjectX500Principal().getEncoded(),
        "publicKey", certificate.getPublicKey().getEncoded(),
        "serial", certificate.getSerialNumber().toString(16).getBytes(StandardCharsets.US_ASCII));
  }

  private static Map<String, byte[]> makeCertificate(Check.Case asked) throws Exception {
    X509CertificateHolder issuer = new X509CertificateHolder(asked.file("issuer"));
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(asked.file("publicKey"));
    JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
    X509v3CertificateBuilder builder = new X509v3CertificateBuilder(issuer.getSubject(), new BigInteger("123456789abcdef", 16),
        instant(asked, "notBefore"), instant(asked, "notAfter"), new X500Name("C=CN,O=Outsider,CN=BouncyCastle"), key);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
    builder.addExtension(Extension.subjectKeyIdentifier, false, utils.createSubjectKeyIdentifier(key));
    builder.addExtension(Extension.authorityKeyIdentifier, false, utils.createAuthorityKeyIdentifier(issuer.getSubjectPublicKeyInfo()));
    PublicKey of = Keys.publicKey(issuer.getSubjectPublicKeyInfo().getEncoded());
    return Map.of("certificate", builder.build(Keys.signer(asked.file("issuerKey"), of)).getEncoded());
  }

  private static Map<String, byte[]> verifyRequest(Check.Case asked) throws Exception {
    PKCS10CertificationRequest request = new PKCS10CertificationRequest(asked.file("csr"));
    byte[] spki = request.getSubjectPublicKeyInfo().getEncoded();
    Check.require(request.isSignatureValid(Keys.verifier(Keys.publicKey(spki))), "wrong signature");
    return Map.of("subject", request.getSubject().getEncoded(), "publicKey", spki);
  }

  private static Map<String, byte[]> makeRequest(Check.Case asked) throws Exception {
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(asked.file("publicKey"));
    PKCS10CertificationRequest request = new PKCS10CertificationRequestBuilder(new X500Name("C=CN,O=Outsider,CN=BouncyCastle"), key)
        .build(Keys.signer(asked.file("privateKey"), Keys.publicKey(asked.file("publicKey"))));
    return Map.of("csr", request.getEncoded());
  }

  private static Map<String, byte[]> verifyList(Check.Case asked) throws Exception {
    var list = Keys.list(asked.file("crl"));
    list.verify(Keys.certificate(asked.file("issuer")).getPublicKey(), "BC");
    TreeMap<String, String> entries = new TreeMap<>();
    if (list.getRevokedCertificates() != null) {
      for (X509CRLEntry each : list.getRevokedCertificates()) {
        entries.put(each.getSerialNumber().toString(16), each.getRevocationReason() == null ? "" : each.getRevocationReason().name());
      }
    }
    return Map.of("serials", String.join(",", entries.keySet()).getBytes(StandardCharsets.US_ASCII));
  }

  private static Map<String, byte[]> makeList(Check.Case asked) throws Exception {
    X509CertificateHolder issuer = new X509CertificateHolder(asked.file("issuer"));
    X509v2CRLBuilder builder = new X509v2CRLBuilder(issuer.getSubject(), instant(asked, "thisUpdate"));
    builder.setNextUpdate(instant(asked, "nextUpdate"));
    builder.addCRLEntry(new BigInteger(asked.parameter("serial"), 16), instant(asked, "thisUpdate"), CRLReason.keyCompromise);
    builder.addExtension(Extension.cRLNumber, false, new org.bouncycastle.asn1.x509.CRLNumber(BigInteger.TEN));
    builder.addExtension(Extension.authorityKeyIdentifier, false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.getSubjectPublicKeyInfo()));
    PublicKey of = Keys.publicKey(issuer.getSubjectPublicKeyInfo().getEncoded());
    return Map.of("crl", builder.build(Keys.signer(asked.file("issuerKey"), of)).getEncoded());
  }

  private static Map<String, byte[]> readQuestion(Check.Case asked) throws Exception {
    OCSPReq request = new OCSPReq(OCSPRequest.getInstance(ASN1Primitive.fromByteArray(asked.file("request"))).getEncoded());
    CertificateID id = request.getRequestList()[0].getCertID();
    Check.require(id.matchesIssuer(new X509CertificateHolder(asked.file("issuer")), digests()), "another issuer");
    Map<String, byte[]> out = new TreeMap<>();
    out.put("serial", id.getSerialNumber().toString(16).getBytes(StandardCharsets.US_ASCII));
    Extension nonce = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    if (nonce != null) out.put("nonce", ASN1OctetString.getInstance(nonce.getParsedValue()).getOctets());
    return out;
  }

  private static Map<String, byte[]> makeQuestion(Check.Case asked) throws Exception {
    BigInteger serial = new X509CertificateHolder(asked.file("certificate")).getSerialNumber();
    CertificateID id = new CertificateID(digests().get(CertificateID.HASH_SHA1), new X509CertificateHolder(asked.file("issuer")), serial);
    return Map.of("request", new OCSPReqBuilder().addRequest(id).build().getEncoded());
  }

  private static Map<String, byte[]> verifyAnswer(Check.Case asked) throws Exception {
    OCSPResp response = new OCSPResp(OCSPResponse.getInstance(ASN1Primitive.fromByteArray(asked.file("response"))));
    Check.require(response.getStatus() == OCSPResp.SUCCESSFUL, "not successful");
    BasicOCSPResp basic = (BasicOCSPResp) response.getResponseObject();
    PublicKey responder = Keys.certificate(asked.file("responder")).getPublicKey();
    Check.require(basic.isSignatureValid(Keys.verifier(responder)), "wrong signature");
    X509CertificateHolder issuer = new X509CertificateHolder(asked.file("issuer"));
    BigInteger serial = new X509CertificateHolder(asked.file("certificate")).getSerialNumber();
    for (SingleResp each : basic.getResponses()) {
      if (!each.getCertID().getSerialNumber().equals(serial)) continue;
      if (!each.getCertID().matchesIssuer(issuer, digests())) continue;
      CertificateStatus status = each.getCertStatus();
      String text = status == null ? "good" : status instanceof RevokedStatus ? "revoked" : "unknown";
      return Map.of("status", text.getBytes(StandardCharsets.US_ASCII));
    }
    throw new Check.Refused("another certificate");
  }

  private static Map<String, byte[]> makeAnswer(Check.Case asked) throws Exception {
    X509CertificateHolder issuer = new X509CertificateHolder(asked.file("issuer"));
    X509CertificateHolder responder = new X509CertificateHolder(asked.file("responder"));
    BigInteger serial = new X509CertificateHolder(asked.file("certificate")).getSerialNumber();
    CertificateStatus status = switch (asked.parameter("status")) {
      case "good" -> CertificateStatus.GOOD;
      case "revoked" -> new RevokedStatus(instant(asked, "thisUpdate"), CRLReason.keyCompromise);
      default -> new UnknownStatus();
    };
    BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(responder.getSubject()));
    builder.addResponse(new CertificateID(digests().get(CertificateID.HASH_SHA1), issuer, serial), status,
        instant(asked, "thisUpdate"), instant(asked, "nextUpdate"), null);
    PublicKey of = Keys.publicKey(responder.getSubjectPublicKeyInfo().getEncoded());
    BasicOCSPResp basic = builder.build(Keys.signer(asked.file("responderKey"), of),
        new X509CertificateHolder[] {responder}, instant(asked, "thisUpdate"));
    return Map.of("response", new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, basic).getEncoded());
  }

  static DigestCalculatorProvider digests() throws Exception {
    return new JcaDigestCalculatorProviderBuilder().setProvider("BC").build();
  }

  static Date instant(Check.Case asked, String name) {
    return Date.from(Instant.parse(asked.parameter(name)));
  }
}
