using System.Globalization;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Domains.Records;

/// <summary>An MTA-STS policy as its web site serves it (RFC 8461, 3.2).</summary>
/// <param name="Mode">enforce, testing or none.</param>
/// <param name="MailExchangers">Patterns in lower case; "*." matches one label.</param>
/// <param name="MaxAge">The time for which senders cache it.</param>
public sealed record MtaStsPolicy(string Mode, IReadOnlyList<string> MailExchangers, TimeSpan MaxAge)
{
    /// <summary>The maximum size of a policy that is read, in octets; a real one has a few hundred.</summary>
    public const int MostOctets = 64 * 1024;

    /// <summary>The maximum that the standard allows, in seconds: about a year.</summary>
    private const int MostSeconds = 31_557_600;

    private static readonly string[] Modes = ["enforce", "testing", "none"];

    /// <summary>The host that serves a domain's policy.</summary>
    public static string HostOf(string domain) => $"mta-sts.{domain}";

    /// <summary>The address of a domain's policy.</summary>
    public static string AddressOf(string domain) => $"https://{HostOf(domain)}/.well-known/mta-sts.txt";

    /// <summary>Indicates whether the policy lets senders deliver to a host.</summary>
    /// <param name="host">In lower case, without the final period.</param>
    public bool Covers(string host) =>
        MailExchangers.Any(p =>
            p.StartsWith("*.", StringComparison.Ordinal)
                ? host.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 && host[dot..] == p[1..]
                : host == p
        );

    /// <summary>The lines of the policy, for display.</summary>
    public IReadOnlyList<string> Lines =>
        [
            $"mode: {Mode}",
            .. MailExchangers.Select(m => $"mx: {m}"),
            string.Create(CultureInfo.InvariantCulture, $"max_age: {(long)MaxAge.TotalSeconds}"),
        ];

    /// <summary>Reads a policy; unknown keys are ignored, as the standard requires.</summary>
    /// <param name="problem">The reason why the text is not a policy, as a sentence; null if it is one.</param>
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

/// <summary>The result of a request for a policy.</summary>
/// <param name="Policy">The policy; null if there is none or it could not be read.</param>
/// <param name="Problem">The reason, as a sentence; null if there is a policy.</param>
public sealed record MtaStsAnswer(MtaStsPolicy? Policy, string? Problem)
{
    /// <summary>The policy was not requested: no record announces one, or the setting forbids it.</summary>
    public static MtaStsAnswer NotAsked { get; } = new(null, null);

    /// <summary>Indicates whether the site answered, but not with a policy.</summary>
    public bool IsInvalid { get; init; }
}

/// <summary>
/// The port to the web sites that serve policies. Thread-safe; a failed request is an answer, not an exception.
/// </summary>
public interface IMtaStsPolicies
{
    /// <param name="domain">A mail domain. The only host contacted is <see cref="MtaStsPolicy.HostOf"/>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    Task<MtaStsAnswer> FetchAsync(string domain, CancellationToken cancellationToken);
}
