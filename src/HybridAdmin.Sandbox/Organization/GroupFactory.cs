using HybridAdmin.Sandbox.Engine;

namespace HybridAdmin.Sandbox.Organization;

/// <summary>Groups of every kind, with members and owners.</summary>
internal sealed class GroupFactory(OrganizationPlan plan)
{
    private const int Universal = 8;
    private const int UniversalSecurity = -2147483640;
    private const int GlobalSecurity = -2147483646;
    private const int Global = 2;

    private static readonly string[] Projects =
    [
        "Albatross",
        "Barometer",
        "Cumulus",
        "Doldrums",
        "Eddy",
        "Fjord",
        "Gulfstream",
        "Headwind",
        "Isobar",
        "Jetstream",
        "Katabatic",
        "Leeward",
        "Mistral",
        "Nimbus",
        "Offshore",
        "Passat",
        "Quiet Harbour",
        "Rudder",
        "Sirocco",
        "Tramontana",
        "Updraft",
        "Vortex",
        "Windward",
        "Zephyr",
        "Äolus",
        "Øresund",
        "Łeba",
        "Bora",
        "Foehn",
        "Halny",
    ];

    private static readonly string[] Applications =
    [
        "Archive",
        "BI Reports",
        "CAD",
        "Contract Store",
        "CRM",
        "Customs Portal",
        "Datacenter Door",
        "DMS",
        "ERP Finance",
        "ERP Sales",
        "Expense Tool",
        "File Finance",
        "File HR",
        "Fleet App",
        "HR Portal",
        "Key Vault",
        "Lab Access",
        "Payroll",
        "Printing",
        "Remote Access",
        "Source Code",
        "Tax Tool",
        "Time Sheets",
        "Visitor Log",
        "Warehouse",
    ];

    public void Run()
    {
        var allStaff = AddMail(
                SandboxPeople.AllStaff.DisplayName,
                "all.staff",
                RecipientKind.DistributionGroup,
                Universal,
                plan.Staff
            )
            .With("msExchRequireAuthToSendTo", "TRUE")
            .With("msExchCoManagedByLink", plan.Staff[1].Dn.ToString());
        AddMail(
            SandboxPeople.Worldwide.DisplayName,
            "worldwide",
            RecipientKind.DistributionGroup,
            Universal,
            [allStaff]
        );
        AddMail(
            SandboxPeople.ServiceDesk.DisplayName,
            "service.desk",
            RecipientKind.SecurityGroup,
            UniversalSecurity,
            Some(9)
        );
        AddDepartments();
        foreach (var project in Projects)
            AddMail(
                $"Project {project}",
                $"project.{Transliteration.ToAscii(project.Replace(' ', '-'))}",
                RecipientKind.DistributionGroup,
                Universal,
                Some(3 + plan.Random.Next(20))
            );
        foreach (var application in Applications)
            AddMail(
                $"App {application}",
                $"app.{Transliteration.ToAscii(application.Replace(' ', '-'))}",
                RecipientKind.SecurityGroup,
                UniversalSecurity,
                Some(2 + plan.Random.Next(25))
            );
        AddRoomLists();
        AddMail("Works Assembly 2004", "works.assembly", RecipientKind.NonUniversalGroup, Global, Some(4));
        AddDynamic();
        AddPlain();
    }

    private ObjectBuilder AddMail(
        string name,
        string alias,
        RecipientKind kind,
        int type,
        IReadOnlyCollection<ObjectBuilder> members
    )
    {
        var address = $"{plan.Unique(alias)}@{Tailwind.MainDomain}";
        return AddGroup(name, type, members)
            .MailEnable(kind, OrganizationPlan.LocalPart(address), address, plan.Random)
            .And("proxyAddresses", $"smtp:{OrganizationPlan.LocalPart(address)}@{Tailwind.RoutingDomain}")
            .With("managedBy", plan.Random.Pick(plan.Staff).Dn.ToString())
            .With("reportToOriginator", "TRUE")
            .With("msExchRequireAuthToSendTo", plan.Random.Chance(60) ? "TRUE" : "FALSE");
    }

    private ObjectBuilder AddGroup(string name, int type, IReadOnlyCollection<ObjectBuilder> members) =>
        plan.Add(Tailwind.Groups, name, "group")
            .With("sAMAccountName", name)
            .With("groupType", type)
            .With("member", members.Select(m => m.Dn.ToString()));

    private void AddDepartments()
    {
        foreach (
            var department in plan
                .Staff.GroupBy(s => (Name: s.Text("department")!, City: s.Text("l")!))
                .OrderBy(g => g.Key.City, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Name, StringComparer.Ordinal)
        )
        {
            var name = department.Key.Name.Replace(" & ", "-", StringComparison.Ordinal).Replace(' ', '-');
            var alias = $"{Transliteration.ToAscii(name)}.{Transliteration.ToAscii(department.Key.City)}";
            AddMail(
                    $"{department.Key.Name} {department.Key.City}",
                    alias,
                    RecipientKind.DistributionGroup,
                    Universal,
                    [.. department]
                )
                .With("msExchGroupJoinRestriction", 0)
                .With("msExchGroupDepartRestriction", 0);
        }
    }

    private void AddRoomLists()
    {
        var rooms = plan.Objects.Where(o => o.Dn.IsWithin(Tailwind.Rooms) && o.Text("l") is not null).ToList();
        foreach (var city in new[] { "Berlin", "Paris", "Warsaw" })
            AddMail(
                $"Rooms {city}",
                $"rooms.{city.ToLowerInvariant()}",
                RecipientKind.RoomList,
                Universal,
                [.. rooms.Where(r => r.Text("l") == city)]
            );
    }

    private void AddDynamic() =>
        plan.Add(Tailwind.Groups, "Everyone in Berlin", "msExchDynamicDistributionList")
            .With("displayName", "Everyone in Berlin")
            .MailEnable(
                RecipientKind.DynamicGroup,
                "everyone.berlin",
                $"everyone.berlin@{Tailwind.MainDomain}",
                plan.Random
            )
            .With("msExchDynamicDLFilter", "(&(mailNickname=*)(l=Berlin))")
            .With("msExchDynamicDLBaseDN", Tailwind.Staff.ToString());

    /// <summary>Groups without mail; the first four could be assigned the console's roles.</summary>
    private void AddPlain()
    {
        foreach (var role in new[] { "Helpdesk", "Recipient Administrators", "Auditors", "Administrators" })
            AddGroup(
                $"HybridAdmin {role}",
                GlobalSecurity,
                role == "Helpdesk"
                    ? [.. plan.Objects.Where(o => o.Dn.Name == SandboxPeople.ServiceDesk.DisplayName)]
                    : Some(2)
            );
        foreach (
            var name in new[]
            {
                "VPN Users",
                "WLAN Staff",
                "WLAN Guests",
                "RDP Jump Hosts",
                "BitLocker Recovery",
                "Print Operators Berlin",
                "LAPS Readers",
                "Camera Operators",
            }
        )
            AddGroup(name, GlobalSecurity, Some(5));
    }

    private List<ObjectBuilder> Some(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => plan.Random.Pick(plan.Staff)).Distinct()];
}
