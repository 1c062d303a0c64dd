using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.Tests.SignIn.OpenId;

/// <summary>A provider's key, created in the test: signs any content.</summary>
internal sealed class TokenSigner(string id = "key-1", int rsaBits = 2048) : IDisposable
{
    private readonly RSA rsa = RSA.Create(rsaBits);
    private readonly ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Id => id;

    public string EcId => id + "-ec";

    /// <summary>The RSA key of the set of published keys.</summary>
    public JsonObject PublishedRsa
    {
        get
        {
            var numbers = rsa.ExportParameters(false);
            return new JsonObject
            {
                ["kty"] = "RSA",
                ["kid"] = id,
                ["use"] = "sig",
                ["n"] = WebEncoders.Base64UrlEncode(numbers.Modulus!),
                ["e"] = WebEncoders.Base64UrlEncode(numbers.Exponent!),
            };
        }
    }

    /// <summary>The P-256 key of the set, with its own name.</summary>
    public JsonObject PublishedEc
    {
        get
        {
            var q = ec.ExportParameters(false).Q;
            return new JsonObject
            {
                ["kty"] = "EC",
                ["crv"] = "P-256",
                ["kid"] = EcId,
                ["use"] = "sig",
                ["x"] = WebEncoders.Base64UrlEncode(q.X!),
                ["y"] = WebEncoders.Base64UrlEncode(q.Y!),
            };
        }
    }

    public string Sign(JsonObject claims, string algorithm = "RS256", Action<JsonObject>? header = null)
    {
        var head = new JsonObject { ["alg"] = algorithm, ["kid"] = algorithm == "ES256" ? EcId : id };
        header?.Invoke(head);
        var signed = $"{Part(head)}.{Part(claims)}";
        return $"{signed}.{WebEncoders.Base64UrlEncode(SignatureOf(Encoding.UTF8.GetBytes(signed), algorithm))}";
    }

    public void Dispose()
    {
        rsa.Dispose();
        ec.Dispose();
    }

    private byte[] SignatureOf(byte[] signed, string algorithm) =>
        algorithm switch
        {
            "PS256" => rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            "ES256" => ec.SignData(signed, HashAlgorithmName.SHA256),
            "RS512" => rsa.SignData(signed, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            // The classic attack: the public key as a shared secret.
            "HS256" => HMACSHA256.HashData(rsa.ExportRSAPublicKey(), signed),
            "none" => [],
            _ => rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };

    private static string Part(JsonObject json) =>
        WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
