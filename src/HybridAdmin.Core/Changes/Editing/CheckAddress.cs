using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Editing.Rules;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Settings;

namespace HybridAdmin.Core.Changes.Editing;

/// <summary>
/// The result of checking whether an address can be added, for the line below the field during input.
/// </summary>
/// <param name="IsFree">True if no other object holds it and its format is valid.</param>
/// <param name="Message">A short sentence: "free", "taken by ...", or the error.</param>
/// <param name="Holder">The holder, to link to.</param>
/// <param name="Severity">
/// Info: can be added; Warning: can be added, but needs attention; Error: cannot be added.
/// </param>
public sealed record AddressCheck(bool IsFree, string Message, AddressHolder? Holder, FindingSeverity Severity);

/// <summary>Searches the forest live for the holder of an address.</summary>
public sealed class CheckAddress(
    ICurrentActor current,
    IDirectory directory,
    ListOfferedDomains domains,
    ChangeSettings settings
)
{
    /// <param name="recipient">
    /// The object that would receive the address and is itself exempt; null for any object.
    /// </param>
    /// <exception cref="DirectoryFault">The directory cannot be searched.</exception>
    public async Task<AddressCheck> ExecuteAsync(Guid? recipient, string text, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        if (!ProxyAddress.TryParse(text, out var address, out var problem))
            return new AddressCheck(false, problem, null, FindingSeverity.Error);
        await using var forest = new ForestSessions(directory, forWriting: false);
        var claim = new AddressClaim(address);
        var facts = new ChangeFacts
        {
            Actor = actor,
            Directory = await forest.DescribeAsync(cancellationToken).ConfigureAwait(false),
            Domains = await domains.ExecuteAsync(cancellationToken).ConfigureAwait(false),
            Holders = await AddressSearch
                .FindHoldersAsync(forest, [claim], recipient, cancellationToken)
                .ConfigureAwait(false),
            SyncedOrganizationalUnits = settings.SyncedOrganizationalUnits,
        };
        if (claim.JudgeAll(facts.Holders, facts).MinBy(f => f.Severity) is { } taken)
            return new AddressCheck(
                taken.Severity != FindingSeverity.Error,
                taken.Message,
                taken.Holder,
                taken.Severity
            );
        if (address.IsSmtp && !facts.Domains.Any(d => d.Covers(address.Domain)))
        {
            return new AddressCheck(
                true,
                $"free, but {address.Domain} is not an accepted domain",
                null,
                actor.May(Permission.UseUnacceptedDomains) ? FindingSeverity.Warning : FindingSeverity.Error
            );
        }

        return facts.Directory.UnservedDomains.FirstOrDefault() is { } unsearched
            ? new AddressCheck(
                true,
                $"free as far as can be seen: {unsearched.DnsName} is not searched",
                null,
                FindingSeverity.Warning
            )
            : new AddressCheck(true, "free", null, FindingSeverity.Info);
    }
}
