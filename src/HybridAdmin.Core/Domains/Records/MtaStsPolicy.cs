using System.Globalization;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Domains.Records;

/// <summary>A policy of MTA-STS as its web site serves it (RFC 8461, 3.2).</summary>
/// <param name="Mode">enforce, testing or none.</param>
/// <param name="MailExchangers">Patterns in lower case; "*." stands for one label.</param>
/// <param name="MaxAge">How long senders keep it.</param>
public sealed record MtaStsPolicy(string Mode, IReadOnlyList<string> MailExchangers, TimeSpan MaxAge)
{
    /// <summary>The longest policy that is read, in octets; a real one has some hundred.</summary>
    public const int MostOctets = 64 * 1024;

    /// <summary>A year and a bit: the most that the standard allows, in seconds.</summary>
    private const int MostSeconds = 31_557_600;

    private static readonly string[] Modes = ["enforce", "testing", "none"];

    /// <summary>The host that serves a domain's policy.</summary>
    public static string HostOf(string domain) => $"mta-sts.{domain}";

    /// <summary>Where a domain's policy is.</summary>
    public static string AddressOf(string domain) => $"https://{HostOf(domain)}/.well-known/mta-sts.txt";

    /// <summary>Whether the policy lets senders deliver to a host.</summary>
    /// <param name="host">In lower case, without the final period.</param>
    public bool Covers(string host) =>
        MailExchangers.Any(p =>
            p.StartsWith("*.", StringComparison.Ordinal)
                ? host.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 && host[dot..] == p[1..]
                : host == p
        );

    /// <summary>The lines as they stand in the policy, for people.</summary>
    public IReadOnlyList<string> Lines =>
        [
            $"mode: {Mode}",
            .. MailExchangers.Select(m => $"mx: {m}"),
            string.Create(CultureInfo.InvariantCulture, $"max_age: {(long)MaxAge.TotalSeconds}"),
        ];

    /// <summary>Reads a policy; unknown keys are passed over, as the standard wants it.</summary>
    /// <param name="problem">Why it is none, as a sentence; null: it is one.</param>
    public static MtaStsPolicy? Parse(string text, out string? problem)
    {
        var pairs = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(p => p.Length == 2)
            .Select(p => (Key: p[0], Value: p[1]))
            .ToArray();
        string? First(string key) => pairs.FirstOrDefault(p => p.Key == key).Value;
        var mode = First("mode");
        var hosts = pairs.Where(p => p.Key == "mx").Select(p => p.Value.ToLowerInvariant()).ToArray();
        var wrong = hosts.FirstOrDefault(h =>
            !SmtpAddress.IsDomain(h.StartsWith("*.", StringComparison.Ordinal) ? h[2..] : h)
        );
        var hasAge =
            int.TryParse(First("max_age"), NumberStyles.None, CultureInfo.InvariantCulture, out var age)
            && age <= MostSeconds;
        problem =
            First("version") != "STSv1" ? "It does not say version: STSv1."
            : !Modes.Contains(mode) ? "It has no mode: enforce, testing or none."
            : !hasAge ? $"It has no max_age of 0 to {MostSeconds} seconds."
            : wrong is not null ? "One of its mx lines is not a host name."
            : hosts.Length == 0 && mode != "none" ? "It has no mx line."
            : null;
        return problem is null ? new MtaStsPolicy(mode!, hosts, TimeSpan.FromSeconds(age)) : null;
    }
}

/// <summary>What came of asking for a policy.</summary>
/// <param name="Policy">Null: there is none, or it could not be had.</param>
/// <param name="Problem">Why, as a sentence; null: there is a policy.</param>
public sealed record MtaStsAnswer(MtaStsPolicy? Policy, string? Problem)
{
    /// <summary>It was not asked for: nothing says that there is one, or the setting forbids it.</summary>
    public static MtaStsAnswer NotAsked { get; } = new(null, null);

    /// <summary>The site answered, with something that is no policy.</summary>
    public bool IsInvalid { get; init; }
}

/// <summary>
/// The port to the web sites that serve policies. Thread-safe; what cannot be had is an answer, not an exception.
/// </summary>
public interface IMtaStsPolicies
{
    /// <param name="domain">A mail domain; the host is <see cref="MtaStsPolicy.HostOf"/> and nothing else.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<MtaStsAnswer> FetchAsync(string domain, CancellationToken cancellationToken);
}
