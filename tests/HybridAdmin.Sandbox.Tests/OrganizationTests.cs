using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox.Engine;
using HybridAdmin.Sandbox.Organization;

namespace HybridAdmin.Sandbox.Tests;

public sealed class OrganizationTests
{
    private static readonly InventedOrganization Organization = OrganizationBuilder.Build();

    private static IEnumerable<DirectoryEntry> Recipients =>
        Organization.Start.Entries.Where(e => e.Has("msExchRecipientTypeDetails"));

    [Fact]
    public void Build_Twice_MakesTheSame()
    {
        Assert.Equal(Organization.Fingerprint, OrganizationBuilder.Build().Fingerprint);
    }

    [Fact]
    public void Build_OnAnyMachine_MakesTheKnownOrganization()
    {
        // A change here is allowed, but every stored sandbox then starts with a new invocationId: it should be
        // intended.
        Assert.Equal("EE3B52430A05E02D", Organization.Fingerprint[..16]);
    }

    [Fact]
    public void Build_Recipients_AreAtLeast1200OfAllTypes()
    {
        var counts = Recipients
            .GroupBy(e => (e.Number("msExchRecipientTypeDetails")!.Value, e.Number("msExchRemoteRecipientType") ?? 0))
            .ToDictionary(g => g.Key, g => g.Count());

        Assert.True(Recipients.Count() >= 1200, $"{Recipients.Count()} recipients");
        Assert.All(
            new (long Details, long Remote, int AtLeast)[]
            {
                (2147483648, 1, 400),
                (2147483648, 3, 30),
                (2147483648, 4, 200),
                (2147483648, 6, 20),
                (2147483648, 20, 5),
                (34359738368, 97, 20),
                (34359738368, 100, 10),
                (34359738368, 102, 2),
                (8589934592, 33, 20),
                (8589934592, 36, 5),
                (17179869184, 65, 5),
                (17179869184, 68, 5),
                (128, 0, 25),
                (64, 0, 60),
                (256, 0, 60),
                (1024, 0, 20),
                (512, 0, 1),
                (268435456, 0, 3),
                (2048, 0, 1),
                (1, 0, 2),
                (1, 2, 1),
                (2, 0, 1),
                (4, 0, 1),
                (16, 0, 1),
                (32, 0, 1),
            },
            kind => Assert.True(counts.GetValueOrDefault((kind.Details, kind.Remote)) >= kind.AtLeast, $"{kind}")
        );
    }

    [Fact]
    public void Build_PlainObjects_AreThereToo()
    {
        var plain = Organization
            .Start.Entries.Where(e => !e.Has("mailNickname") && !e.Has("msExchRecipientTypeDetails"))
            .ToList();

        Assert.True(plain.Count(e => e.IsOfClass("user")) >= 50);
        Assert.True(plain.Count(e => e.IsOfClass("group")) >= 10);
        Assert.True(plain.Count(e => e.IsOfClass("contact")) >= 5);
        Assert.True(plain.Count(e => e.Number("adminCount") == 1) >= 5);
    }

    [Fact]
    public void Build_People_AreHiddenDisabledAndNamedInManyScripts()
    {
        var staff = Recipients.Where(e => e.Dn.IsWithin(Tailwind.Staff)).ToList();
        bool Has(char from, char to) => staff.Any(e => e.Text("displayName")!.Any(c => c >= from && c <= to));

        Assert.InRange(staff.Count(e => e.Flag("msExchHideFromAddressLists") == true), 10, 100);
        Assert.InRange(staff.Count(e => (e.Number("userAccountControl") & 2) != 0), 10, 100);
        Assert.True(Has('ł', 'ł') && Has('ß', 'ß') && Has('ğ', 'ğ'));
        Assert.True(Has('א', 'ת') && Has('ا', 'ي') && Has('Α', 'ω') && Has('一', '龠') && Has('А', 'я'));
        Assert.Contains(staff, e => e.Text("displayName")!.Length > 55);
        Assert.All(
            new[]
            {
                "department",
                "title",
                "extensionAttribute1",
                "extensionAttribute2",
                "telephoneNumber",
                "employeeID",
            },
            a => Assert.True(staff.Count(e => e.Has(a)) >= 850, a)
        );
        Assert.True(staff.Count(e => e.Has("manager")) > 850);
    }

    [Fact]
    public void Build_EveryValue_FitsTheSchema()
    {
        var schema = DirectorySchema.WithExchange;

        foreach (var entry in Organization.Start.Entries)
        {
            foreach (var (name, values) in entry.Attributes)
            {
                var attribute = schema.Find(name);
                Assert.True(attribute is { IsConstructed: false, ForwardLink: null }, $"{entry}: {name}");
                Assert.True(!attribute.IsSingleValued || values.Count == 1, $"{entry}: {name}");
                Assert.True(attribute.OnlyClass is null || entry.IsOfClass(attribute.OnlyClass), $"{entry}: {name}");
                foreach (var value in values)
                    Assert.Equal(value, ValueRules.Check(attribute, value));
            }
        }
    }

    [Fact]
    public void Build_Links_PointToObjectsThatAreThere()
    {
        string[] outside = ["homeMDB"];

        foreach (var link in DirectorySchema.WithExchange.ForwardLinks.Where(l => !outside.Contains(l.Name)))
        {
            foreach (var entry in Organization.Start.Entries)
                Assert.All(
                    entry.Texts(link.Name),
                    v => Assert.NotNull(Organization.Start.Find(DistinguishedName.Parse(v)))
                );
        }
    }

    [Fact]
    public void Build_AddressesAndNames_AreUniqueApartFromTheFlaws()
    {
        var clashing = Organization.Flaws.Where(f => f.Objects.Count > 1).SelectMany(f => f.Objects).ToHashSet();
        var clean = Organization.Start.Entries.Where(e => !clashing.Contains(e.Id)).ToList();

        var claims = clean.SelectMany(e =>
            Addresses(e).Distinct(StringComparer.OrdinalIgnoreCase).Select(a => (Address: a, e.Dn))
        );
        Assert.Empty(
            claims
                .GroupBy(c => c.Address, StringComparer.OrdinalIgnoreCase)
                .Where(g => g.Count() > 1)
                .Select(g => string.Join(" | ", g))
        );
        foreach (
            var attribute in new[]
            {
                "mailNickname",
                "sAMAccountName",
                "userPrincipalName",
                "legacyExchangeDN",
                "targetAddress",
            }
        )
        {
            var twice = clean
                .Where(e => e.Has(attribute))
                .GroupBy(e => e.Text(attribute), StringComparer.OrdinalIgnoreCase)
                .Where(g => g.Count() > 1);
            Assert.Empty(twice.Select(g => $"{attribute}: {g.Key}"));
        }

        foreach (var attribute in new[] { "objectSid", "msExchMailboxGuid", "msExchArchiveGUID" })
            Assert.All(
                clean.Where(e => e.Has(attribute)).GroupBy(e => e.Text(attribute), StringComparer.Ordinal),
                g => Assert.Single(g)
            );
    }

    [Fact]
    public void Build_RecipientsWithoutFlaw_HaveOnePrimaryThatIsTheirMail()
    {
        var flawed = Organization.Flaws.SelectMany(f => f.Objects).ToHashSet();

        foreach (var recipient in Recipients.Where(r => !flawed.Contains(r.Id)))
        {
            var primary = Assert.Single(
                recipient.Texts("proxyAddresses"),
                a => a.StartsWith("SMTP:", StringComparison.Ordinal)
            );
            Assert.Equal(recipient.Text("mail"), primary[5..]);
            Assert.Contains('@', primary);
            if (recipient.Number("msExchRemoteRecipientType") is not (null or 2))
                Assert.Contains(
                    recipient.Texts("proxyAddresses"),
                    a => a.Equals(recipient.Text("targetAddress"), StringComparison.OrdinalIgnoreCase)
                );
        }
    }

    [Fact]
    public void Build_Policies_AreOnAndOffInBothSpellings()
    {
        Assert.True(Recipients.Count(r => r.Has("msExchPoliciesExcluded")) > 500);
        Assert.True(Recipients.Count(r => r.Text("msExchPoliciesIncluded")?.Contains(',') == true) > 100);
        Assert.True(Recipients.Count(r => r.Values("msExchPoliciesIncluded").Count == 2) > 50);
        Assert.True(Recipients.Count(r => !r.Has("msExchPoliciesIncluded") && !r.Has("msExchPoliciesExcluded")) > 50);
    }

    [Fact]
    public void Build_WellKnownRecipients_AreAsDescribed()
    {
        foreach (var property in typeof(SandboxPeople).GetProperties())
        {
            var known = (SandboxRecipient)property.GetValue(null)!;
            var entry = Organization.Start.Find(known.Id);
            Assert.True(entry is not null, known.DisplayName);
            Assert.Equal(known.Dn, entry.Dn);
            Assert.Equal(known.DisplayName, entry.Text("displayName"));
            Assert.Equal(known.Address, entry.Text("mail") ?? string.Empty);
        }
    }

    [Fact]
    public void Flaws_Catalogue_NamesAtLeastFifteenKindsOnExistingObjects()
    {
        Assert.True(Organization.Flaws.Count >= 15);
        Assert.Equal(Organization.Flaws.Count, Organization.Flaws.Select(f => f.Code).Distinct().Count());
        Assert.All(Organization.Flaws.SelectMany(f => f.Objects), id => Assert.NotNull(Organization.Start.Find(id)));
    }

    [Theory]
    [InlineData("hidden-without-alias")]
    [InlineData("two-primaries")]
    [InlineData("no-primary")]
    [InlineData("mail-differs")]
    [InlineData("mail-only")]
    [InlineData("duplicate-address")]
    [InlineData("no-target-address")]
    [InlineData("upn-drift")]
    public void Flaws_Objects_HaveTheFlaw(string code)
    {
        var objects = Organization
            .Flaws.Single(f => f.Code == code)
            .Objects.Select(id => Organization.Start.Find(id)!)
            .ToList();
        var first = objects[0];
        var primaries = first.Texts("proxyAddresses").Count(a => a.StartsWith("SMTP:", StringComparison.Ordinal));

        Assert.True(
            code switch
            {
                "hidden-without-alias" => first.Flag("msExchHideFromAddressLists") == true
                    && !first.Has("mailNickname")
                    && first.Has("targetAddress")
                    && first.Has("msExchMailboxGuid"),
                "two-primaries" => primaries == 2,
                "no-primary" => primaries == 0 && first.Has("proxyAddresses"),
                "mail-differs" => !first.Texts("proxyAddresses").Contains($"SMTP:{first.Text("mail")}"),
                "mail-only" => first.Has("mail") && !first.Has("proxyAddresses"),
                "duplicate-address" => objects.Count == 2
                    && first.Texts("proxyAddresses").Intersect(objects[1].Texts("proxyAddresses")).Any(),
                "no-target-address" => !first.Has("targetAddress") && first.Number("msExchRemoteRecipientType") == 1,
                _ => first.Text("userPrincipalName") != first.Text("mail"),
            }
        );
    }

    [Fact]
    public void Personas_Roles_AreAllFour()
    {
        Assert.Equal(
            ["Helpdesk", "RecipientAdministrator", "Auditor", "Administrator"],
            SandboxPersona.All.Select(p => p.Role)
        );
    }

    private static IEnumerable<string> Addresses(DirectoryEntry entry) =>
        entry
            .Texts("proxyAddresses")
            .Select(a =>
                a.StartsWith("SMTP:", StringComparison.OrdinalIgnoreCase)
                || a.StartsWith("SIP:", StringComparison.OrdinalIgnoreCase)
                    ? a[(a.IndexOf(':') + 1)..]
                    : a
            )
            .Append(entry.Text("mail"))
            .Append(entry.Text("userPrincipalName"))
            .OfType<string>();
}
