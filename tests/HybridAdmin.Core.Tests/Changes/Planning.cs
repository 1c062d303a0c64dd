using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Findings;
using HybridAdmin.Testing.Directory;

namespace HybridAdmin.Core.Tests.Changes;

/// <summary>
/// Entries and facts with sensible defaults for planner tests: contoso.example is accepted, t is
/// tenant.mail.onmicrosoft.com.
/// </summary>
internal static class Planning
{
    private static readonly DirectoryDescription WithExchange = new FakeDirectory()
        .DescribeAsync(false, default)
        .GetAwaiter()
        .GetResult();
    private static readonly DirectoryDescription WithoutExchange = new FakeDirectory(withExchangeSchema: false)
        .DescribeAsync(false, default)
        .GetAwaiter()
        .GetResult();

    public static Actor Actor(Role role) =>
        new()
        {
            Id = role.ToString(),
            DisplayName = role.ToString(),
            Role = role,
        };

    public static ChangeFacts Facts(
        Role role = Role.RecipientAdministrator,
        bool exchange = true,
        params AddressHolder[] holders
    ) =>
        new()
        {
            Actor = Actor(role),
            Directory = exchange ? WithExchange : WithoutExchange,
            Domains =
            [
                new OfferedDomain("contoso.example", DomainOrigins.Configuration, 10),
                new OfferedDomain("old.example", DomainOrigins.InUse, 4),
                new OfferedDomain("tenant.mail.onmicrosoft.com", DomainOrigins.Configuration, 10),
            ],
            Holders = holders,
        };

    public static ChangeOrder Order(ChangeFacts facts) => new(facts.Actor, null) { Facts = facts };

    public static DirectoryEntry Person(params (string Attribute, string[] Values)[] attributes) =>
        Entry("CN=Anna Berg,OU=Staff,DC=contoso,DC=test", "user", attributes);

    public static DirectoryEntry Entry(
        string dn,
        string objectClass,
        params (string Attribute, string[] Values)[] attributes
    ) =>
        new(
            DistinguishedName.Parse(dn),
            Guid.Parse("11111111-2222-3333-4444-555555555555"),
            attributes
                .Append(("objectClass", [objectClass]))
                .Select(a =>
                    KeyValuePair.Create(
                        a.Item1,
                        (IReadOnlyList<DirectoryValue>)a.Item2.Select(v => new DirectoryValue(v)).ToArray()
                    )
                )
        );

    /// <summary>
    /// The values of an attribute after the plan, in ordinal order; unchanged attributes have their old values.
    /// </summary>
    public static string[] After(this ChangePlan plan, string attribute, DirectoryEntry entry) =>
        (plan.Changes.FirstOrDefault(c => c.Attribute == attribute)?.After ?? entry.Values(attribute))
            .Select(v => v.Text)
            .Order(StringComparer.Ordinal)
            .ToArray();

    public static bool Touches(this ChangePlan plan, string attribute) =>
        plan.Changes.Any(c => c.Attribute == attribute);

    public static Finding? Finding(this ChangePlan plan, string code) =>
        plan.Findings.FirstOrDefault(f => f.Code == code);
}
