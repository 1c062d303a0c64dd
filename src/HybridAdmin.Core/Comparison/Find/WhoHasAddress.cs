using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Editing.Rules;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Comparison.Find;

/// <summary>
/// Finds the holders of an address. Queries the directory live for every attribute that can hold an address, and the
/// log for former holders. Searches the whole directory, because an address is unique regardless of scope.
/// </summary>
public sealed class WhoHasAddress(
    ICurrentActor current,
    IDirectory directory,
    ReadAuditLog audit,
    ListOfferedDomains domains,
    RecipientIndex index,
    TimeProvider time,
    TenantAddressHolders cloud
)
{
    /// <summary>
    /// The maximum number of records about an address that are read; the answer states if older ones are left out.
    /// </summary>
    public const int MostRecords = 200;

    /// <summary>The types under which the same text may also be stored.</summary>
    private static readonly string[] OtherTypes = ["sip", "eum", "x500"];

    /// <param name="text">The address in any notation, see <see cref="SearchInput.AddressOf"/>.</param>
    /// <returns>The answer; null if the text is not an address.</returns>
    /// <exception cref="AccessDeniedException">The role may not see recipients.</exception>
    /// <exception cref="DirectoryFault">The directory cannot be queried.</exception>
    public async Task<AddressAnswer?> ExecuteAsync(string text, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        if (SearchInput.AddressOf(text) is not { } found)
            return null;
        var stored = ProxyAddress.FromStored(found);
        var address = stored.Kind == ProxyAddressKind.Malformed ? ProxyAddress.Smtp(found, false) : stored;
        await using var forest = new ForestSessions(directory, forWriting: false);
        var holders = await AddressSearch
            .FindHoldersAsync(forest, Claims(address), null, cancellationToken)
            .ConfigureAwait(false);
        var servers = string.Join(", ", forest.Servers);
        var owners = Owners(actor, holders);
        var (holdersInCloud, cloudRemark) = await cloud
            .FindAsync(actor, address, owners, cancellationToken)
            .ConfigureAwait(false);
        var (entries, remark) = await RecordsAsync(actor, address, cancellationToken).ConfigureAwait(false);
        var events = AddressHistory.Events(address, entries);
        var offered = await domains.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        ProxyAddress.TryParse(address.Text, out _, out var problem);
        return new AddressAnswer
        {
            Address = address,
            Owners = owners,
            Cloud = holdersInCloud,
            CloudRemark = cloudRemark,
            Former = AddressHistory.Former(events, owners.Select(o => o.Id).ToHashSet()),
            Events = events,
            LogRemark = remark,
            Domain = address.IsSmtp
                ? offered.FirstOrDefault(d => d.Covers(address.Domain) && d.IsAccepted)
                    ?? offered.FirstOrDefault(d => d.Covers(address.Domain))
                : null,
            FormProblem = problem,
            MayAdd = actor.May(Permission.EditAddresses),
            Server = servers,
            AskedAt = time.GetUtcNow(),
        };
    }

    /// <summary>Returns the same text under every type, and without a type, as some tools may have stored it.</summary>
    private static IReadOnlyList<AddressClaim> Claims(ProxyAddress address) =>
        address.Kind == ProxyAddressKind.Smtp
            ?
            [
                new AddressClaim(address),
                .. OtherTypes
                    .Append(null)
                    .Select(t => new AddressClaim(
                        ProxyAddress.FromStored(t is null ? address.Value : $"{t}:{address.Value}")
                    )),
            ]
            : [new AddressClaim(address)];

    private AddressOwner[] Owners(Actor actor, IReadOnlyList<AddressHolder> holders)
    {
        var snapshot = index.Current;
        return holders
            .GroupBy(h => h.Id)
            .Select(g =>
            {
                var places = g.Select(h => new AddressPlace(h.Attribute, h.Value, Words(h))).Distinct().ToArray();
                if (actor.Scope.Count > 0 && g.All(h => h.Dn is not { } dn || !actor.Covers(dn)))
                    return new AddressOwner(g.Key, ChangeFacts.OutsideScope, places) { IsOutsideScope = true };
                var known = snapshot.Find(g.Key);
                return new AddressOwner(g.Key, g.First().DisplayName, places)
                {
                    RecipientTypeDetails = known?.RecipientTypeDetails,
                    PrimarySmtpAddress = known?.PrimarySmtpAddress,
                };
            })
            .OrderByDescending(o => o.Places.Any(p => p.Words == "primary address"))
            .ThenBy(o => o.DisplayName, StringComparer.OrdinalIgnoreCase)
            .ToArray();
    }

    private static string Words(AddressHolder holder) =>
        holder.Attribute != RecipientAttributes.ProxyAddresses ? UniquenessRules.WordsFor(holder)
        : ProxyAddress.FromStored(holder.Value) is var address && address.IsSmtp ? UniquenessRules.WordsFor(holder)
        : address.Kind switch
        {
            ProxyAddressKind.Sip => "SIP address",
            ProxyAddressKind.X500 => "X.500 address",
            ProxyAddressKind.Malformed => "value without a type",
            _ => $"{address.Type.ToUpperInvariant()} address",
        };

    private async Task<(IReadOnlyList<AuditEntry> Entries, string? Remark)> RecordsAsync(
        Actor actor,
        ProxyAddress address,
        CancellationToken cancellationToken
    )
    {
        if (!actor.May(Permission.ReadAudit))
            return ([], $"Who had it before is in the audit log, which the role {actor.Role.Words()} may not read.");
        try
        {
            var query = new AuditQuery
            {
                Text = address.Value,
                Outcome = AuditOutcome.Applied,
                ChangesOnly = true,
            };
            var page = await audit.ListAsync(query, null, MostRecords, cancellationToken).ConfigureAwait(false);
            return (
                page.Items,
                page.Next is null ? null : $"Only the newest {MostRecords} records about it were looked at."
            );
        }
        catch (AuditUnavailableException unavailable)
        {
            return ([], $"Who had it before cannot be told: {unavailable.Message}");
        }
    }
}
