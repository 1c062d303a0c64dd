using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox.Engine;

namespace HybridAdmin.Sandbox.Organization;

/// <summary>
/// The invented organisation: Tailwind, with offices in Berlin, Paris and Warsaw, a research company and the acquired
/// firm Brightwater. Its mailboxes are in Exchange Online, its last Exchange server is switched off and was not
/// uninstalled; Brightwater's server still runs, with the mailboxes that are to be moved next.
/// </summary>
internal static class Tailwind
{
    public const string DnsName = "corp.tailwind.example";
    public const string Sid = "S-1-5-21-3623811015-3361044348-30300820";
    public const string Organization = "Tailwind";
    public const string Server = "dc1.corp.tailwind.example";
    public const string MainDomain = "tailwind.example";
    public const string ResearchDomain = "tailwind-research.example";
    public const string BrightwaterDomain = "brightwater.test";
    public const string RoutingDomain = "tailwind.mail.onmicrosoft.com";

    public static DistinguishedName Domain { get; } = DistinguishedName.Parse("DC=corp,DC=tailwind,DC=example");

    public static DistinguishedName Staff { get; } = Unit("Staff");

    public static DistinguishedName Berlin { get; } = Staff.Child("OU", "Berlin");

    public static DistinguishedName Paris { get; } = Staff.Child("OU", "Paris");

    public static DistinguishedName Warsaw { get; } = Staff.Child("OU", "Warsaw");

    public static DistinguishedName InformationTechnology { get; } = Unit("IT");

    public static DistinguishedName SharedMailboxes { get; } = Unit("Shared mailboxes");

    public static DistinguishedName Rooms { get; } = Unit("Rooms");

    public static DistinguishedName Equipment { get; } = Unit("Equipment");

    public static DistinguishedName Groups { get; } = Unit("Groups");

    public static DistinguishedName Contacts { get; } = Unit("Contacts");

    public static DistinguishedName ServiceAccounts { get; } = Unit("Service Accounts");

    public static DistinguishedName Admins { get; } = Unit("Admins");

    public static DistinguishedName FormerStaff { get; } = Unit("Former staff");

    public static IReadOnlyList<DistinguishedName> Units { get; } =
    [
        Staff,
        Berlin,
        Paris,
        Warsaw,
        InformationTechnology,
        SharedMailboxes,
        Rooms,
        Equipment,
        Groups,
        Contacts,
        ServiceAccounts,
        Admins,
        FormerStaff,
    ];

    public static DirectoryDescription Describe(DateTimeOffset readAt) =>
        new()
        {
            Kind = "Sandbox",
            Domain = Domain,
            ForestRoot = Domain,
            ConfigurationContext = Domain.Child("CN", "Configuration"),
            DnsName = DnsName,
            DomainSid = Sid,
            Attributes = DirectorySchema.WithExchange.Definitions,
            ExchangeSchemaVersion = ExchangeSchema.Version,
            ExchangeOrganization = Organization,
            ExchangeServers = 1,
            AcceptedDomains =
            [
                new(MainDomain, 0),
                new(ResearchDomain, 0),
                new(BrightwaterDomain, 0),
                new(RoutingDomain, 0),
            ],
            UpnSuffixes = [MainDomain, ResearchDomain, BrightwaterDomain],
            ReadAt = readAt,
        };

    private static DistinguishedName Unit(string name) => Domain.Child("OU", name);
}
