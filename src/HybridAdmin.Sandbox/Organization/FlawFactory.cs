using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox.Engine;

namespace HybridAdmin.Sandbox.Organization;

/// <summary>
/// People and groups with one flaw each, of the kinds that years of scripts and manual edits leave behind.
/// </summary>
internal sealed class FlawFactory(OrganizationPlan plan)
{
    private readonly List<SandboxFlaw> flaws = [];

    public IReadOnlyList<SandboxFlaw> Run()
    {
        AddAddressFlaws();
        AddClashes();
        AddTypeFlaws();
        AddGroupFlaws();
        return flaws;
    }

    private void AddAddressFlaws()
    {
        Flaw(
            "hidden-without-alias",
            "ENT-31",
            "Hidden from address lists, but without an alias nothing of it reaches the cloud; target address "
                + "and mailbox GUID lie dormant.",
            Person("Hathersage, Keira", "keira.hathersage", RecipientKind.RemoteUserMigrated)
                .With("mailNickname")
                .With("msExchHideFromAddressLists", "TRUE")
        );
        Flaw(
            "two-primaries",
            "ENT-07",
            "Two primary addresses; one of them is the mail attribute.",
            Person("Möhring, Maren", "maren.moehring").And("proxyAddresses", "SMTP:m.moehring@tailwind.example")
        );
        var lower = Person("Pélissier, Joël", "joel.pelissier");
        Flaw(
            "no-primary",
            "ENT-06",
            "Addresses, but none of them primary.",
            lower.With(
                "proxyAddresses",
                lower
                    .Texts("proxyAddresses")
                    .Select(a => a.Replace("SMTP:", "smtp:", StringComparison.Ordinal))
                    .ToList()
            )
        );
        Flaw(
            "mail-differs",
            "ENT-08",
            "The mail attribute is not the primary address.",
            Person("Trzmiel, Paweł", "pawel.trzmiel").With("mail", "p.trzmiel@tailwind.example")
        );
        Flaw(
            "upn-drift",
            "ENT-03",
            "The sign-in name still has the name before the marriage.",
            Person("Sjögren-Sturmhöfel, Ulrike", "ulrike.sjoegren")
                .With("userPrincipalName", "ulrike.sturmhoefel@tailwind.example")
        );
        Flaw(
            "mail-only",
            "ENT-09",
            "Only mail is set: the cloud makes its own addresses.",
            Person("Alcântara, Graça", "graca.alcantara").With("proxyAddresses")
        );
        Flaw(
            "address-with-space",
            "ENT-16",
            "An address with a blank in it, which the cloud drops.",
            Person("Kříž, Hynek", "hynek.kriz").And("proxyAddresses", "smtp:hynek kriz@tailwind.example")
        );
        Flaw(
            "address-with-umlaut",
            "ENT-15",
            "An address with an umlaut.",
            Person("Dörfler, Käthe", "kaethe.doerfler").And("proxyAddresses", "smtp:käthe.dörfler@tailwind.example")
        );
        Flaw(
            "address-without-type",
            "ENT-10",
            "A value in proxyAddresses without its type.",
            Person("Gümüş, Tülay", "tuelay.guemues").And("proxyAddresses", "tguemues@tailwind.example")
        );
        Flaw(
            "domain-not-accepted",
            "ENT-11",
            "An address in a domain that was sold years ago.",
            Person("Fèvre, Damien", "damien.fevre").And("proxyAddresses", "smtp:damien.fevre@tailwind-cargo.test")
        );
        Flaw(
            "upn-not-routable",
            "ENT-01",
            "A sign-in name that ends with .local.",
            Person("Kołodziejczyk, Róża", "roza.kolodziejczyk")
                .With("userPrincipalName", "roza.kolodziejczyk@corp.tailwind.local")
        );
    }

    private void AddClashes()
    {
        Flaw(
            "duplicate-address",
            "ENT-19",
            "One address on two objects: an alias here, an alias of a contact there.",
            Person("Birchall, Owen", "owen.birchall").And("proxyAddresses", "smtp:o.birchall@tailwind.example"),
            Contact("Birchall, Owen (home office)", "owen.birchall@redfern-legal.test")
                .And("proxyAddresses", "smtp:o.birchall@tailwind.example")
        );
        Flaw(
            "address-is-mail-of-another",
            "ENT-19",
            "An alias that is the mail attribute of a disabled account.",
            Person("Tomé, Saúl", "saul.tome").And("proxyAddresses", "smtp:s.tome@tailwind.example"),
            Plain("Tomé, Saúl (2016)", "tome2016").With("mail", "s.tome@tailwind.example")
        );
        Flaw(
            "duplicate-alias",
            "ENT-34",
            "Two people with the same alias.",
            Person("Nygård, Liv", "liv.nygard"),
            Person("Nygård, Liv (Paris)", "liv.nygard.paris").With("mailNickname", "liv.nygard")
        );
        var first = Person("Karadağ, Ömür", "oemuer.karadag");
        Flaw(
            "duplicate-legacy-dn",
            "ENT-72",
            "Two recipients with the same legacyExchangeDN: one account was copied from the other.",
            first,
            Person("Karadağ, Uğur", "ugur.karadag").With("legacyExchangeDN", first.Text("legacyExchangeDN"))
        );
        Flaw(
            "same-display-name",
            "ENT-38",
            "Two visible people with the same display name.",
            Person("Vlček, Jiří", "jiri.vlcek.berlin"),
            Person("Vlček, Jiří (Warsaw)", "jiri.vlcek.warsaw").With("displayName", "Vlček, Jiří")
        );
    }

    private void AddTypeFlaws()
    {
        Flaw(
            "no-target-address",
            "REM-01",
            "A remote mailbox without a target address: mail on-premises has nowhere to go.",
            Person("Fontanarossa, Nicolò", "nicolo.fontanarossa").With("targetAddress")
        );
        var foreign = Person("Thévenot, Gaëlle", "gaelle.thevenot");
        Flaw(
            "target-not-own",
            "REM-02",
            "The target address is not among the addresses.",
            foreign.With(
                "proxyAddresses",
                foreign
                    .Texts("proxyAddresses")
                    .Where(a => !a.EndsWith(Tailwind.RoutingDomain, StringComparison.Ordinal))
                    .ToList()
            )
        );
        Flaw(
            "type-mismatch",
            "REM-03",
            "Shared by its recipient type, a user mailbox by its remote type: the next sync may turn it back.",
            Person("Catering", "catering", RecipientKind.RemoteShared)
                .With("msExchRemoteRecipientType", 1)
                .With("userAccountControl", 514)
        );
        Flaw(
            "shared-enabled",
            "REM-06",
            "A shared mailbox whose account is enabled.",
            Person("Canteen", "canteen", RecipientKind.RemoteShared)
        );
        Flaw(
            "half-converted",
            "ENT-75",
            "A remote mailbox that still names a mailbox database.",
            Person("Egilsdóttir, Dagný", "dagny.egilsdottir", RecipientKind.RemoteUserMigrated).OnServer(plan.Random)
        );
    }

    private void AddGroupFlaws()
    {
        Flaw(
            "group-not-universal",
            "ENT-52",
            "A distribution group of global scope.",
            Group("Night Shift", "night.shift").With("groupType", 2)
        );
        Flaw(
            "group-without-address",
            "ENT-12",
            "A distribution group with an alias and no address: it does not synchronise.",
            Group("Fire Wardens", "fire.wardens").With("mail").With("proxyAddresses")
        );
        Flaw(
            "owner-disabled",
            "ENT-56",
            "The owner's account is disabled.",
            Group("Car Sharing", "car.sharing")
                .With("managedBy", plan.Objects.First(o => o.Dn.IsWithin(Tailwind.FormerStaff)).Dn.ToString())
        );
    }

    private void Flaw(string code, string check, string description, params ObjectBuilder[] objects) =>
        flaws.Add(new SandboxFlaw(code, check, description, [.. objects.Select(o => o.Id)]));

    private ObjectBuilder Person(string name, string wanted, RecipientKind? kind = null)
    {
        kind ??= RecipientKind.RemoteUser;
        var alias = plan.Unique(wanted);
        var address = $"{alias}@{Tailwind.MainDomain}";
        var container =
            kind.Details == RecipientKind.RemoteShared.Details
                ? Tailwind.SharedMailboxes
                : Tailwind.InformationTechnology;
        return plan.AddUser(container, name, alias.Replace(".", string.Empty, StringComparison.Ordinal), address)
            .With("department", "IT")
            .With("company", "Tailwind")
            .With("extensionAttribute1", "CC-1500")
            .MailEnable(kind, alias, address, plan.Random)
            .RouteToCloud(kind, plan.Random);
    }

    private ObjectBuilder Plain(string name, string account) =>
        plan.AddUser(Tailwind.FormerStaff, name, account, $"{account}@{Tailwind.MainDomain}", isEnabled: false);

    private ObjectBuilder Contact(string name, string address) =>
        plan.Add(Tailwind.Contacts, name, "contact")
            .MailEnable(
                RecipientKind.MailContact,
                plan.Unique($"ext.{OrganizationPlan.LocalPart(address)}"),
                address,
                plan.Random
            )
            .With("targetAddress", $"SMTP:{address}");

    private ObjectBuilder Group(string name, string alias) =>
        plan.Add(Tailwind.Groups, name, "group")
            .With("sAMAccountName", name)
            .With("groupType", 8)
            .With("member", plan.Staff[7].Dn.ToString(), plan.Staff[8].Dn.ToString())
            .MailEnable(
                RecipientKind.DistributionGroup,
                plan.Unique(alias),
                $"{alias}@{Tailwind.MainDomain}",
                plan.Random
            )
            .With("managedBy", plan.Staff[3].Dn.ToString());
}
