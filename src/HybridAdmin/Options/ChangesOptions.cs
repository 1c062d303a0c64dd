using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using HybridAdmin.Core.Recipients;
using Microsoft.Extensions.Options;

namespace HybridAdmin.Options;

/// <summary>Rules of your own for changes.</summary>
[SettingsSection("Changes")]
internal sealed class ChangesOptions
{
    /// <summary>
    /// The maximum length of the label of a custom attribute, in characters: the length that fits beside a field.
    /// </summary>
    internal const int LongestLabel = 64;

    /// <summary>Asks for a reason with every change.</summary>
    [Setting("true")]
    public bool RequireReason { get; init; }

    /// <summary>Regular expression that a reason has to match somewhere, for example a ticket number.</summary>
    [Setting("INC-[0-9]+", Default = "any reason")]
    public Regex? ReasonPattern { get; init; }

    /// <summary>Number of recipients above which one change wants their number typed.</summary>
    [Setting("25", Hint = "write how many recipients may be changed without typing their number,")]
    [Range(0, int.MaxValue)]
    public int ConfirmAbove { get; init; } = 25;

    /// <summary>Changes that need a second person.</summary>
    [Setting("Retire", Unsupported = true)]
    public IReadOnlyList<string> ApprovalFor { get; init; } = [];

    /// <summary>Labels of the custom attributes here, at most 64 characters each.</summary>
    [Setting("Cost centre", Default = "`Custom attribute 1` and so on")]
    [Keys(1, 15)]
    public IReadOnlyDictionary<int, string> CustomAttributeLabels { get; init; } = new Dictionary<int, string>();
}

/// <summary>Checks the labels of custom attributes.</summary>
internal sealed class ChangesOptionsValidator : IValidateOptions<ChangesOptions>
{
    public ValidateOptionsResult Validate(string? name, ChangesOptions options) =>
        Mistakes.Result(
            from label in options.CustomAttributeLabels
            where label.Value.Length > ChangesOptions.LongestLabel
            let key = $"Changes:CustomAttributeLabels:{label.Key}"
            select $"{key} has {label.Value.Length} characters, at most {ChangesOptions.LongestLabel} fit; write for "
                + $"example {key}=Cost centre."
        );
}

/// <summary>Mail domains.</summary>
[SettingsSection("Domains")]
internal sealed class DomainsOptions
{
    /// <summary>Mail domains to offer, beside those found.</summary>
    [Setting("contoso.com")]
    public IReadOnlyList<string> Accepted { get; init; } = [];

    /// <summary>The domains as they are compared: in lower case, without "@".</summary>
    internal IReadOnlyList<string> Normalized => [.. Accepted.Select(Normalize)];

    internal static string Normalize(string domain) => domain.TrimStart('@').ToLowerInvariant();
}

/// <summary>Checks that what is offered are mail domains.</summary>
internal sealed class DomainsOptionsValidator : IValidateOptions<DomainsOptions>
{
    public ValidateOptionsResult Validate(string? name, DomainsOptions options) =>
        Mistakes.Result(
            from text in options.Accepted
            let domain = DomainsOptions.Normalize(text)
            where !SmtpAddress.IsDomain(domain.StartsWith("*.", StringComparison.Ordinal) ? domain[2..] : domain)
            select $"Domains:Accepted has \"{text}\", which is not a mail domain; write for example "
                + "Domains:Accepted:0=contoso.com."
        );
}
