using System.Globalization;

namespace HybridAdmin.Sandbox.Organization;

/// <summary>Contacts, mail users, and all objects of the directory without mail.</summary>
internal sealed class OutsiderFactory(OrganizationPlan plan)
{
    private static readonly string[] Firms =
    [
        "harbourline.test",
        "kestrel-logistics.test",
        "lumenworks.test",
        "norrby-partners.test",
        "okapi-studio.test",
        "redfern-legal.test",
        "stellaria.test",
        "vantablau.test",
    ];

    private static readonly string[] Services =
    [
        "backup",
        "bi",
        "build",
        "ccm",
        "crm",
        "dms",
        "edi",
        "entraconnect",
        "erp",
        "fax",
        "hybridadmin",
        "ldap-reader",
        "mfp",
        "monitoring",
        "print",
        "proxy",
        "radius",
        "sql",
        "vpn",
        "wsus",
    ];

    public void Run()
    {
        AddContact(SandboxPeople.Auditor.DisplayName, "Jocelyn", "Penhale", SandboxPeople.Auditor.Address);
        for (var i = 0; i < 70; i++)
            AddContact();
        for (var i = 0; i < 25; i++)
            AddMailUser();
        AddWithoutMail();
        AddAdministrators();
        AddFormerStaff();
    }

    private void AddContact()
    {
        var (given, family) = Person();
        var address = $"{Local(given, family)}@{plan.Random.Pick(Firms)}";
        AddContact($"{family.Latin}, {given.Latin} ({Firm(address)})", given.Latin, family.Latin, address);
    }

    private void AddContact(string name, string given, string family, string address)
    {
        var alias = $"ext.{OrganizationPlan.LocalPart(address)}";
        plan.Add(Tailwind.Contacts, name, "contact")
            .With("givenName", given)
            .With("sn", family)
            .With("company", Firm(address))
            .MailEnable(RecipientKind.MailContact, alias, address, plan.Random)
            .With("targetAddress", $"SMTP:{address}")
            .With("internetEncoding", plan.Random.Chance(50) ? "1310720" : null);
    }

    private void AddMailUser()
    {
        var (given, family) = Person();
        var local = Local(given, family);
        var external = $"{local}@{plan.Random.Pick(Firms)}";
        plan.AddUser(
                Tailwind.Paris,
                $"{family.Latin}, {given.Latin} (consultant)",
                local.Replace(".", string.Empty, StringComparison.Ordinal),
                $"{local}@{Tailwind.MainDomain}"
            )
            .With("givenName", given.Latin)
            .With("sn", family.Latin)
            .With("company", Firm(external))
            .With("extensionAttribute2", "External")
            .MailEnable(RecipientKind.MailUser, local, external, plan.Random)
            .And("proxyAddresses", $"smtp:{local}@{Tailwind.MainDomain}")
            .With("targetAddress", $"SMTP:{external}");
    }

    private void AddWithoutMail()
    {
        plan.AddUser(
            Tailwind.ServiceAccounts,
            SandboxPeople.PlainUser.DisplayName,
            "svc-scan3",
            $"svc-scan3@{Tailwind.DnsName}"
        );
        foreach (var service in Services)
        {
            plan.AddUser(
                    Tailwind.ServiceAccounts,
                    $"svc-{service}",
                    $"svc-{service}",
                    $"svc-{service}@{Tailwind.DnsName}"
                )
                .With("description", "Service account");
        }

        for (var i = 1; i <= 5; i++)
            plan.Add(Tailwind.Contacts, $"Emergency number {i}", "contact")
                .With("telephoneNumber", $"+49 30 5550 11{i}");
    }

    private void AddAdministrators()
    {
        var una = SandboxPeople.ProtectedAdministrator;
        var alias = OrganizationPlan.LocalPart(una.Address);
        plan.AddUser(una.Container, una.DisplayName, "adm-thistlewood", una.Address)
            .With("givenName", "Una")
            .With("sn", "Thistlewood")
            .With("adminCount", 1)
            .MailEnable(RecipientKind.RemoteUser, alias, una.Address, plan.Random)
            .RouteToCloud(RecipientKind.RemoteUser, plan.Random);
        foreach (var name in new[] { "Ahrens", "Bréchard", "Ćwikliński", "Hámori", "Vöhringer" })
        {
            var account = $"adm-{Transliteration.ToAscii(name)}";
            plan.AddUser(Tailwind.Admins, $"{name} (admin)", account, $"{account}@{Tailwind.MainDomain}")
                .With("adminCount", 1)
                .With("description", "Administrator's account");
        }
    }

    /// <summary>
    /// Adds disabled accounts that are no longer recipients; their remaining attributes still identify them.
    /// </summary>
    private void AddFormerStaff()
    {
        for (var i = 0; i < 30; i++)
        {
            var (given, family) = Person();
            var local = Local(given, family);
            plan.AddUser(
                    Tailwind.FormerStaff,
                    $"{family.Latin}, {given.Latin} (left {i:00})",
                    local.Replace(".", string.Empty, StringComparison.Ordinal),
                    $"{local}@{Tailwind.MainDomain}",
                    isEnabled: false
                )
                .With("givenName", given.Latin)
                .With("sn", family.Latin)
                .With(
                    "description",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Left {2015 + plan.Random.Next(11)}-{1 + plan.Random.Next(12):00}"
                    )
                )
                .With("legacyExchangeDN", MailStamp.LegacyName(local, plan.Random));
        }
    }

    private (NamePart Given, NamePart Family) Person()
    {
        var pool = plan.Random.Pick(NamePool.All);
        return (plan.Random.Pick(pool.Given), plan.Random.Pick(pool.Family));
    }

    private string Local(NamePart given, NamePart family) =>
        plan.Unique($"{Transliteration.ToAscii(given.Latin)}.{Transliteration.ToAscii(family.Latin)}");

    private static string Firm(string address)
    {
        var name = address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..].Split('.')[0];
        return char.ToUpperInvariant(name[0]) + name[1..];
    }
}
