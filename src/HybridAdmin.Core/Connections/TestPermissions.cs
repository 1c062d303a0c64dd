using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Connections;

/// <summary>The rights of the service account on one object, taken as a sample of its unit and class.</summary>
/// <param name="Unit">The organisational unit directly below the domain.</param>
/// <param name="ObjectClass">user, group or contact.</param>
/// <param name="Name">The object's name.</param>
/// <param name="Id">The objectGUID.</param>
/// <param name="Missing">The rights that the account lacks there.</param>
public sealed record PermissionSample(
    DistinguishedName Unit,
    string ObjectClass,
    string Name,
    Guid Id,
    IReadOnlyList<DelegatedRight> Missing
)
{
    public bool IsComplete => Missing.Count == 0;
}

/// <summary>The result of the test.</summary>
public sealed record PermissionTest
{
    /// <summary>The tested account, as configured.</summary>
    public required string Account { get; init; }

    /// <summary>One sample for each unit and class that contains recipients.</summary>
    public required IReadOnlyList<PermissionSample> Samples { get; init; }

    /// <summary>The rights that cannot be granted because the schema does not have the attribute.</summary>
    public required IReadOnlyList<DelegatedRight> NotInSchema { get; init; }

    /// <summary>
    /// The domains that could not be queried, with the reason, and those that no configured server serves.
    /// </summary>
    public required IReadOnlyList<string> NotTested { get; init; }

    public bool IsComplete => NotTested.Count == 0 && Samples.All(s => s.IsComplete);
}

/// <summary>
/// Reads from the directory which attributes the service account may write (allowedAttributesEffective) on one user,
/// group and contact of each unit that holds recipients, and reports the missing rights. Writes nothing.
/// </summary>
public sealed class TestPermissions(ICurrentActor current, IDirectory directory, RecipientIndex index)
{
    private const string Effective = "allowedAttributesEffective";

    /// <summary>
    /// The number of candidates for each sample. A protected account cannot be a sample, because SDProp removes every
    /// delegated right from it.
    /// </summary>
    private const int Candidates = 5;

    private static readonly string[] Wanted =
    [
        Effective,
        RecipientAttributes.ObjectClass,
        RecipientAttributes.AdminCount,
        RecipientAttributes.DisplayName,
    ];

    /// <exception cref="AccessDeniedException">The actor may not see settings.</exception>
    /// <exception cref="DirectoryFault">The directory has never been described and does not answer.</exception>
    public async Task<PermissionTest> ExecuteAsync(CancellationToken cancellationToken)
    {
        await current.RequireAsync(Permission.ReadSettings, cancellationToken).ConfigureAwait(false);
        await using var forest = new ForestSessions(directory, forWriting: true);
        var description = await forest.DescribeAsync(cancellationToken).ConfigureAwait(false);
        var needed = DelegatedRights.All.Where(r => description.HasAttribute(r.Attribute)).ToArray();
        var samples = new List<PermissionSample>();
        var notTested = description.UnservedDomains.Select(d => d.NotServedWords).ToList();
        var away = new HashSet<DistinguishedName>();
        foreach (var ((unit, objectClass), ids) in CandidatesByPlace())
        {
            var domain = unit.Domain ?? description.Domain;
            if (away.Contains(domain))
                continue;
            try
            {
                var session = await forest.OpenAsync(unit, cancellationToken).ConfigureAwait(false);
                if (
                    await SampleAsync(session, unit, objectClass, ids, needed, cancellationToken)
                        .ConfigureAwait(false) is
                    { } sample
                )
                    samples.Add(sample);
            }
            catch (DirectoryFault fault)
            {
                away.Add(domain);
                notTested.Add(fault.Message);
            }
        }

        return new PermissionTest
        {
            Account = description.Account ?? "DOMAIN\\account",
            Samples = samples,
            NotInSchema = DelegatedRights.All.Except(needed).ToArray(),
            NotTested = notTested,
        };
    }

    private static async Task<PermissionSample?> SampleAsync(
        IDirectorySession session,
        DistinguishedName unit,
        string objectClass,
        IReadOnlyList<Guid> ids,
        DelegatedRight[] needed,
        CancellationToken cancellationToken
    )
    {
        foreach (var id in ids)
        {
            if (await session.ReadAsync(id, Wanted, cancellationToken).ConfigureAwait(false) is not { } entry)
                continue;
            if (entry.Number(RecipientAttributes.AdminCount) is > 0)
                continue;

            // The object was read and does not contain the attribute: the account may not write anything there.
            var allowed = entry.Texts(Effective).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var missing = needed.Where(r => r.AppliesTo(objectClass) && !allowed.Contains(r.Attribute)).ToArray();
            return new PermissionSample(unit, objectClass, Recipient.NameOf(entry), id, missing);
        }

        return null;
    }

    /// <summary>Returns some recipients from the index, for each unit directly below a domain and each class.</summary>
    private SortedList<(DistinguishedName Unit, string Class), List<Guid>> CandidatesByPlace()
    {
        var snapshot = index.Current;
        var found = new SortedList<(DistinguishedName Unit, string Class), List<Guid>>(
            Comparer<(DistinguishedName Unit, string Class)>.Create(
                (a, b) =>
                    string.Compare(a.Unit.ToString(), b.Unit.ToString(), StringComparison.OrdinalIgnoreCase)
                        is var order
                            and not 0
                        ? order
                        : string.CompareOrdinal(b.Class, a.Class)
            )
        );
        foreach (var recipient in snapshot.List(new RecipientQuery(), 0, int.MaxValue, []).Items)
        {
            if (
                snapshot.Container(recipient.Id) is not { } container
                || ClassOf(recipient.RecipientTypeDetails) is not { } objectClass
            )
                continue;
            var place = (UnitOf(container), objectClass);
            if (!found.TryGetValue(place, out var ids))
                found.Add(place, ids = []);
            if (ids.Count < Candidates)
                ids.Add(recipient.Id);
        }

        return found;
    }

    /// <summary>
    /// Returns the outermost container below the domain, where rights are delegated and from which they are inherited.
    /// </summary>
    private static DistinguishedName UnitOf(DistinguishedName container)
    {
        var domainParts = container.Domain?.Names.Count ?? 0;
        var depth = container.Names.Count - domainParts;
        return depth <= 1 ? container : DistinguishedName.FromNames(container.Names.Skip(depth - 1).ToArray());
    }

    private static string? ClassOf(RecipientTypeDetails type)
    {
        // Dynamic groups have a class of their own; the documentation leaves it to the installations that use them.
        if (type == RecipientTypeDetails.DynamicDistributionGroup)
            return null;
        if (
            type
            is RecipientTypeDetails.MailContact
                or RecipientTypeDetails.MailForestContact
                or RecipientTypeDetails.Contact
        )
            return "contact";
        return type.IsGroup() ? "group" : "user";
    }
}
