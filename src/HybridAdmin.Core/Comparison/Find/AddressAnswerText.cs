using System.Globalization;
using System.Text;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Comparison.Find;

/// <summary>Formats an answer as plain text, for a ticket or an email message. Times are in UTC.</summary>
public static class AddressAnswerText
{
    public static string ToText(this AddressAnswer answer)
    {
        var text = new StringBuilder();
        Line(answer.Headline);
        foreach (var owner in answer.Owners)
        {
            Line(
                $"- "
                    + $"{owner.DisplayName}{(owner.RecipientTypeDetails is { } type ? $" ({Recipients.RecipientTypes.Words(type)})" : "")}"
            );
            foreach (var place in owner.Places)
                Line($"    {place.Attribute}: {place.Value} ({place.Words})");
        }

        foreach (var cloud in answer.Cloud)
            Line("- " + cloud.Sentence(Day));
        if (answer.CloudRemark is { } cloudRemark)
            Line(cloudRemark);
        foreach (var former in answer.Former)
            Line("- " + former.Sentence(answer.Shown, Day));
        if (answer.Former.Count == 0)
            Line(
                answer.LogRemark is null
                    ? "The audit log knows nobody else who had it."
                    : "The audit log names nobody else who had it."
            );
        if (answer.LogRemark is { } remark)
            Line(remark);
        if (answer.DomainText is { } domain)
            Line(domain);
        if (answer.FormProblem is { } problem)
            Line($"It cannot be given to anybody as it stands: {problem}");
        text.Append(CultureInfo.InvariantCulture, $"Asked {answer.Server} on {Day(answer.AskedAt)} UTC.");
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');
    }

    /// <summary>Describes a holder in the cloud as a sentence.</summary>
    /// <param name="time">Formats a time.</param>
    public static string Sentence(this TenantHolder owner, Func<DateTimeOffset, string> time) =>
        owner.DeletedAt is { } deleted
            ? $"In the cloud: {owner.DisplayName} ({owner.Kind}), deleted on {time(deleted)}, held it "
                + $"({owner.Place}) and would have it again if restored."
        : owner.OnPremisesId is not null
            ? $"In the cloud: {owner.DisplayName} ({owner.Kind}, {owner.Place}), the same object as in "
                + $"Active Directory."
        : $"In the cloud: {owner.DisplayName} ({owner.Kind}, {owner.Place}).";

    /// <summary>Describes a former holder as a sentence: "Belonged to X until D".</summary>
    /// <param name="time">Formats a time.</param>
    public static string Sentence(this FormerOwner former, string address, Func<DateTimeOffset, string> time) =>
        former.Until is { } until
            ? $"Belonged to {former.DisplayName} until {time(until)}: removed by {former.By}, change "
                + $"{Number(former.Change)}{Why(former)}."
            : $"Was given to {former.DisplayName} on {time(former.Since ?? default)} by {former.By} (change "
                + $"{Number(former.Change)}{Why(former)}), who does not have it any more: it went without "
                + $"this console.";

    private static string Why(FormerOwner former) => former.Reason is { Length: > 0 } reason ? $" ({reason})" : "";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
