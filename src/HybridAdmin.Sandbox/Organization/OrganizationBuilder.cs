using System.Security.Cryptography;
using System.Text;
using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox.Engine;

namespace HybridAdmin.Sandbox.Organization;

/// <summary>The organisation before any change.</summary>
/// <param name="Start">All objects.</param>
/// <param name="Flaws">The deliberate flaws.</param>
/// <param name="Fingerprint">Changes when a version of the product invents other objects.</param>
internal sealed record InventedOrganization(Snapshot Start, IReadOnlyList<SandboxFlaw> Flaws, string Fingerprint);

/// <summary>Invents the organisation, with the same result every time.</summary>
internal static class OrganizationBuilder
{
    private const long FirstUsn = 12000;

    public static InventedOrganization Build()
    {
        var founded = new DateTimeOffset(2011, 2, 14, 9, 0, 0, TimeSpan.Zero);
        var plan = new OrganizationPlan();
        plan.Objects.Add(new ObjectBuilder(Tailwind.Domain, "domainDNS") { Created = founded });
        plan.Objects.AddRange(
            Tailwind.Units.Select(u => new ObjectBuilder(u, "organizationalUnit") { Created = founded })
        );
        new StaffFactory(plan).Run();
        new MailboxFactory(plan).Run();
        new OutsiderFactory(plan).Run();
        new GroupFactory(plan).Run();
        var flaws = new FlawFactory(plan).Run();
        new OnServerFactory(plan).Run();

        var profile = Tailwind.Describe(founded);
        var entries = plan.Objects.Select((o, i) => o.Build(profile, 1100 + i, FirstUsn + i, founded)).ToArray();
        return new InventedOrganization(
            new Snapshot(DirectorySchema.WithExchange, entries, FirstUsn + entries.Length - 1),
            flaws,
            Fingerprint(entries)
        );
    }

    private static string Fingerprint(IEnumerable<DirectoryEntry> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in entries)
        {
            hash.AppendData(entry.Id.ToByteArray());
            foreach (var (name, values) in entry.Attributes.OrderBy(a => a.Key, StringComparer.OrdinalIgnoreCase))
                hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{string.Join('\0', values)}\0"));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
