import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** Time stamp tokens (RFC 3161): validated against the authority's certificate, and against the message. */
final class Timestamps {
  static void register(Map<String, Check.Handler> handlers) {
    handlers.put("token-verify", Timestamps::verify);
    handlers.put("timestamp-response-verify", Timestamps::verifyResponse);
    handlers.put("token-make", Timestamps::make);
  }

  private static Map<String, byte[]> verify(Check.Case asked) throws Exception {
    TimeStampToken token = new TimeStampToken(ContentInfo.getInstance(ASN1Primitive.fromByteArray(asked.file("token"))));
    token.validate(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(Keys.certificate(asked.file("certificate"))));
    var info = token.getTimeStampInfo();
    byte[] digest = MessageDigest.getInstance(info.getMessageImprintAlgOID().getId(), "BC").digest(asked.file("message"));
    Check.require(Arrays.equals(digest, info.getMessageImprintDigest()), "another message");
    // As ISO 8601 with milliseconds, which Instant leaves out when there are none.
    String time = info.getGenTime().toInstant().toString().replaceAll("(:\\d\\d)Z$", "$1.000Z");
    return Map.of("time", time.getBytes(StandardCharsets.US_ASCII));
  }

  /** Whether the answer is one to the request: imprint, nonce and policy. */
  private static Map<String, byte[]> verifyResponse(Check.Case asked) throws Exception {
    TimeStampResponse response = new TimeStampResponse(asked.file("response"));
    response.validate(new TimeStampRequest(asked.file("request")));
    Check.require(response.getTimeStampToken() != null, "refused");
    response.getTimeStampToken().validate(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC")
        .build(Keys.certificate(asked.file("certificate"))));
    return Map.of();
  }

  private static Map<String, byte[]> make(Check.Case asked) throws Exception {
    X509Certificate certificate = Keys.certificate(asked.file("certificate"));
    PublicKey of = certificate.getPublicKey();
    TimeStampTokenGenerator generator = new TimeStampTokenGenerator(
        new JcaSignerInfoGeneratorBuilder(Certificates.digests()).build(Keys.signer(asked.file("privateKey"), of), certificate),
        Certificates.digests().get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
        new ASN1ObjectIdentifier(asked.parameter("policy")));
    generator.addCertificates(new JcaCertStore(List.of(certificate)));
    TimeStampRequest request = new TimeStampRequest(asked.file("request"));
    Date time = Certificates.instant(asked, "time");
    return Map.of("token", generator.generate(request, BigInteger.valueOf(258), time).getEncoded("DER"));
  }
}
