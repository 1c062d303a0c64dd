using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>
/// A published key of the provider (RFC 7517), for one or more of the algorithms that are accepted here.
/// </summary>
/// <param name="Id">Its <c>kid</c>; null: it has none.</param>
/// <param name="Algorithm">The only one that it is for; null: whatever fits its type.</param>
internal sealed record SigningKey(string? Id, string? Algorithm, RSAParameters? Rsa, ECParameters? Ec)
{
    /// <summary>Shorter RSA keys are not believed (RFC 7518, 3.3).</summary>
    public const int SmallestRsaBits = 2048;

    /// <summary>The algorithms that are accepted; never "none", and none with a shared key.</summary>
    public static readonly IReadOnlyList<string> Algorithms = ["RS256", "PS256", "ES256"];

    /// <returns>Null: of another type, for another use, or too short.</returns>
    public static SigningKey? Read(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object || Text(key, "use") is not (null or "sig"))
            return null;
        try
        {
            var (id, algorithm) = (Text(key, "kid"), Text(key, "alg"));
            switch (Text(key, "kty"))
            {
                case "RSA" when Bytes(key, "n") is { } modulus && Bytes(key, "e") is { } exponent:
                    var digits = modulus.AsSpan().TrimStart((byte)0);
                    if (digits.Length * 8 < SmallestRsaBits)
                        return null;
                    return new SigningKey(
                        id,
                        algorithm,
                        new RSAParameters { Modulus = digits.ToArray(), Exponent = exponent },
                        null
                    );
                case "EC"
                    when Text(key, "crv") == "P-256"
                        && Bytes(key, "x") is { Length: 32 } x
                        && Bytes(key, "y") is { Length: 32 } y:
                    return new SigningKey(
                        id,
                        algorithm,
                        null,
                        new ECParameters
                        {
                            Curve = ECCurve.NamedCurves.nistP256,
                            Q = new ECPoint { X = x, Y = y },
                        }
                    );
                default:
                    return null;
            }
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether a token that names this key id and algorithm may be signed by it.</summary>
    public bool Fits(string? keyId, string algorithm) =>
        (keyId is null || keyId == Id)
        && Algorithm is var only
        && (only is null || only == algorithm)
        && (algorithm == "ES256" ? Ec is not null : Rsa is not null);

    public bool Verify(string algorithm, byte[] signed, byte[] signature)
    {
        try
        {
            if (Ec is { } curve && algorithm == "ES256")
            {
                using var ec = ECDsa.Create(curve);
                return ec.VerifyData(
                    signed,
                    signature,
                    HashAlgorithmName.SHA256,
                    DSASignatureFormat.IeeeP1363FixedFieldConcatenation
                );
            }

            if (Rsa is not { } numbers || algorithm is not ("RS256" or "PS256"))
                return false;
            using var rsa = RSA.Create(numbers);
            return rsa.VerifyData(
                signed,
                signature,
                HashAlgorithmName.SHA256,
                algorithm == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1
            );
        }
        catch (CryptographicException)
        {
            return false; // not a key, or not a signature
        }
    }

    private static string? Text(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[]? Bytes(JsonElement key, string name) =>
        Text(key, name) is { Length: > 0 } text ? WebEncoders.Base64UrlDecode(text) : null;
}
