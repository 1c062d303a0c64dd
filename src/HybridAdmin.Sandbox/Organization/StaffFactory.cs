using System.Globalization;
using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox.Engine;

namespace HybridAdmin.Sandbox.Organization;

/// <summary>The people with user mailboxes.</summary>
internal sealed class StaffFactory(OrganizationPlan plan)
{
    private const int Count = 900;

    private static readonly (string Name, int CostCentre)[] Departments =
    [
        ("Sales", 4100),
        ("Marketing", 4200),
        ("Finance", 1100),
        ("Human Resources", 1200),
        ("Engineering", 3100),
        ("Research & Development", 3200),
        ("Customer Care", 4300),
        ("Legal", 1300),
        ("Logistics", 2100),
        ("Procurement", 2200),
        ("Production", 2300),
        ("Facility Management", 1400),
    ];

    private static readonly string[] Titles =
    [
        "Specialist",
        "Senior Specialist",
        "Analyst",
        "Engineer",
        "Senior Engineer",
        "Assistant",
        "Coordinator",
        "Consultant",
        "Technician",
        "Team Lead",
    ];

    private static readonly (
        DistinguishedName Unit,
        string City,
        string Code,
        string Country,
        string Telephone
    )[] Offices =
    [
        (Tailwind.Berlin, "Berlin", "DE", "Germany", "+49 30 5550"),
        (Tailwind.Berlin, "Berlin", "DE", "Germany", "+49 30 5550"),
        (Tailwind.Paris, "Paris", "FR", "France", "+33 1 5550"),
        (Tailwind.Warsaw, "Warszawa", "PL", "Poland", "+48 22 5550"),
    ];

    private readonly Dictionary<string, string> heads = [];

    public void Run()
    {
        AddKnown(SandboxPeople.ZoeWeiss, "Zoë", "Weiß", RecipientKind.RemoteUser, 0, "Marketing")
            .And(
                "proxyAddresses",
                "smtp:zweiss@tailwind.example",
                "x500:/o=Brightwater/ou=First Administrative Group/cn=Recipients/cn=zweiss"
            );
        AddKnown(SandboxPeople.LiamOShaughran, "Liam", "O'Shaughran", RecipientKind.RemoteUserMigrated, 2, "Sales");
        AddKnown(SandboxPeople.LucjaZoltek, "Łucja", "Żółtek", RecipientKind.RemoteUserMigrated, 3, "Logistics")
            .And("proxyAddresses", "smtp:lucja.zoltek@tailwind.example");
        AddKnown(
            SandboxPeople.KenjiWatanabe,
            "Kenji",
            "Watanabe",
            RecipientKind.RemoteUserWithArchive,
            0,
            "Research & Development"
        );
        AddKnown(SandboxPeople.SoleneQuemeneur, "Solène", "Quéméneur", RecipientKind.RemoteUser, 2, "Legal")
            .With("msExchHideFromAddressLists", "TRUE");
        AddKnown(
            SandboxPeople.LongName,
            "Maximiliane",
            "Freifrau von Übelacker-Zähringer zu Großmannsdorf",
            RecipientKind.RemoteUser,
            0,
            "Legal"
        );
        while (plan.Staff.Count < Count)
            AddSomebody();
    }

    private ObjectBuilder AddKnown(
        SandboxRecipient known,
        string given,
        string family,
        RecipientKind kind,
        int office,
        string department
    )
    {
        var item = plan.AddUser(known.Container, known.DisplayName, Account(given, family), known.Address);
        item.With("displayName", known.DisplayName);
        return Employ(
            item,
            given,
            family,
            kind,
            office,
            Array.FindIndex(Departments, d => d.Name == department),
            OrganizationPlan.LocalPart(known.Address),
            known.Address
        );
    }

    private void AddSomebody()
    {
        var random = plan.Random;
        var pool = random.Pick(NamePool.All);
        NamePart given = random.Pick(pool.Given),
            family = random.Pick(pool.Family);
        var office = random.Next(Offices.Length);
        var alias = plan.Unique($"{Transliteration.ToAscii(given.Latin)}.{Transliteration.ToAscii(family.Latin)}");
        var domain = random.Next(20) switch
        {
            0 or 1 => Tailwind.ResearchDomain,
            2 or 3 or 4 => Tailwind.BrightwaterDomain,
            _ => Tailwind.MainDomain,
        };
        var isEnabled = !random.Chance(4);
        var number = new string([.. alias.Reverse().TakeWhile(char.IsAsciiDigit).Reverse()]);
        var name = $"{family.Latin}, {given.Latin}{(number.Length > 0 ? $" ({number})" : string.Empty)}";

        var item = plan.AddUser(
            Offices[office].Unit,
            name,
            Account(given.Latin, family.Latin),
            $"{alias}@{domain}",
            isEnabled
        );
        item.With("displayName", DisplayName(given, family, name));
        Employ(
            item,
            given.Latin,
            family.Latin,
            Kind(),
            office,
            random.Next(Departments.Length),
            alias,
            $"{alias}@{domain}"
        );
        if (random.Chance(4))
            item.With("msExchHideFromAddressLists", "TRUE");
    }

    private ObjectBuilder Employ(
        ObjectBuilder item,
        string given,
        string family,
        RecipientKind kind,
        int office,
        int department,
        string alias,
        string primary
    )
    {
        var random = plan.Random;
        var (_, city, code, country, telephone) = Offices[office];
        var (name, costCentre) = Departments[department];
        var isHead = !heads.ContainsKey(name);
        var extension = 1000 + plan.Staff.Count;
        item.With("givenName", given)
            .With("sn", family)
            .With("department", name)
            .With("title", isHead ? $"Head of {name}" : random.Pick(Titles))
            .With("company", Company(primary))
            .With("l", city)
            .With("c", code)
            .With("co", country)
            .With(
                "physicalDeliveryOfficeName",
                $"{city} {(char)('A' + random.Next(4))}{random.Next(6)}.{random.Next(30):00}"
            )
            .With("telephoneNumber", $"{telephone} {extension}")
            .With("employeeID", (100000 + plan.Staff.Count).ToString(CultureInfo.InvariantCulture))
            .With("extensionAttribute1", $"CC-{costCentre + random.Next(5)}")
            .With(
                "extensionAttribute2",
                random.Next(12) switch
                {
                    0 => "Contractor",
                    1 => "Apprentice",
                    _ => "Employee",
                }
            )
            .With("extensionAttribute3", random.Chance(50) ? $"Building {(char)('A' + random.Next(4))}" : null)
            .With("extensionAttribute5", random.Chance(70) ? "E5" : "E3")
            .With("extensionAttribute14", random.Chance(6) ? "no-signature" : null);
        if (isHead)
            heads[name] = item.Dn.ToString();
        else
            item.With("manager", heads[name]);

        item.MailEnable(kind, alias, primary, random)
            .RouteToCloud(kind, random)
            .And("proxyAddresses", $"SIP:{primary}");
        if (!primary.EndsWith(Tailwind.MainDomain, StringComparison.Ordinal) && random.Chance(60))
            item.And("proxyAddresses", $"smtp:{alias}@{Tailwind.MainDomain}");
        if (random.Chance(35))
            item.And("proxyAddresses", $"smtp:{item.Text("sAMAccountName")}.{plan.Staff.Count}@{Tailwind.MainDomain}");
        plan.Staff.Add(item);
        return item;
    }

    private RecipientKind Kind() =>
        plan.Random.Next(100) switch
        {
            < 55 => RecipientKind.RemoteUser,
            < 62 => RecipientKind.RemoteUserWithArchive,
            < 90 => RecipientKind.RemoteUserMigrated,
            < 95 => RecipientKind.RemoteUserMigratedWithArchive,
            < 98 => RecipientKind.RemoteUserAclable,
            _ => RecipientKind.RemoteUserArchiveRemoved,
        };

    /// <summary>
    /// "Family, Given", for some followed by the name in its own script, and for a few in that script only.
    /// </summary>
    private string DisplayName(NamePart given, NamePart family, string name)
    {
        if (family.Native == family.Latin)
            return name;
        return plan.Random.Next(10) switch
        {
            < 5 => $"{name} ({family.Native} {given.Native})",
            5 => $"{family.Native} {given.Native}",
            _ => name,
        };
    }

    private static string Account(string given, string family) =>
        $"{Transliteration.ToAscii(given)[..1]}{Transliteration.ToAscii(family)}";

    private static string Company(string address) =>
        address.EndsWith(Tailwind.BrightwaterDomain, StringComparison.Ordinal) ? "Brightwater"
        : address.EndsWith(Tailwind.ResearchDomain, StringComparison.Ordinal) ? "Tailwind Research"
        : "Tailwind";
}
