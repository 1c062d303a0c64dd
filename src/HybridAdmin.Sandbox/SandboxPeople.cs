using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox.Engine;
using HybridAdmin.Sandbox.Organization;

namespace HybridAdmin.Sandbox;

/// <summary>
/// A recipient of the sandbox whose name and address are the same in every version, for demonstrations and tests.
/// </summary>
/// <param name="DisplayName">displayName and name of the object.</param>
/// <param name="Address">The primary address at the start; empty: not mail-enabled.</param>
/// <param name="Container">The container of the object.</param>
public sealed record SandboxRecipient(string DisplayName, string Address, DistinguishedName Container)
{
    public DistinguishedName Dn => Container.Child("CN", DisplayName);

    /// <summary>The objectGUID, the same after every start.</summary>
    public Guid Id => ObjectBuilder.GuidOf(Dn.ToString());
}

/// <summary>The well-known recipients of the sandbox. All of them are invented.</summary>
public static class SandboxPeople
{
    /// <summary>
    /// A user mailbox created in the cloud, with two aliases, SIP and X.500 address; visible; in Berlin.
    /// </summary>
    public static SandboxRecipient ZoeWeiss { get; } = new("Weiß, Zoë", "zoe.weiss@tailwind.example", Tailwind.Berlin);

    /// <summary>A migrated user mailbox with an apostrophe in its addresses; in Paris.</summary>
    public static SandboxRecipient LiamOShaughran { get; } =
        new("O'Shaughran, Liam", "liam.o'shaughran@tailwind.example", Tailwind.Paris);

    /// <summary>
    /// A user mailbox from the acquired firm: primary address and UPN at brightwater.test; in Warsaw.
    /// </summary>
    public static SandboxRecipient LucjaZoltek { get; } =
        new("Żółtek, Łucja", "lucja.zoltek@brightwater.test", Tailwind.Warsaw);

    /// <summary>
    /// A user mailbox with a name in another script and a research address; with a cloud archive; in Berlin.
    /// </summary>
    public static SandboxRecipient KenjiWatanabe { get; } =
        new("Watanabe, Kenji (渡辺 健二)", "kenji.watanabe@tailwind-research.example", Tailwind.Berlin);

    /// <summary>A user mailbox hidden from address lists; in Paris.</summary>
    public static SandboxRecipient SoleneQuemeneur { get; } =
        new("Quéméneur, Solène", "solene.quemeneur@tailwind.example", Tailwind.Paris);

    /// <summary>The longest name of the organisation; in Berlin.</summary>
    public static SandboxRecipient LongName { get; } =
        new(
            "Freifrau von Übelacker-Zähringer zu Großmannsdorf, Maximiliane",
            "maximiliane.uebelacker@tailwind.example",
            Tailwind.Berlin
        );

    /// <summary>An administrator's account with a mailbox, protected by adminCount = 1.</summary>
    public static SandboxRecipient ProtectedAdministrator { get; } =
        new("Thistlewood, Una (admin)", "una.thistlewood.admin@tailwind.example", Tailwind.Admins);

    /// <summary>A user account without mail, found as a plain user only.</summary>
    public static SandboxRecipient PlainUser { get; } =
        new("Scanner, 3rd floor", string.Empty, Tailwind.ServiceAccounts);

    /// <summary>A shared mailbox created in the cloud.</summary>
    public static SandboxRecipient InfoMailbox { get; } =
        new("Info", "info@tailwind.example", Tailwind.SharedMailboxes);

    /// <summary>A room for eight.</summary>
    public static SandboxRecipient RoomSpree { get; } =
        new("Berlin Room Spree", "room.spree@tailwind.example", Tailwind.Rooms);

    /// <summary>A mail contact outside the organisation.</summary>
    public static SandboxRecipient Auditor { get; } =
        new("Penhale, Jocelyn (auditors)", "jocelyn.penhale@penhale-partners.test", Tailwind.Contacts);

    /// <summary>A distribution group with all employees.</summary>
    public static SandboxRecipient AllStaff { get; } = new("All Staff", "all.staff@tailwind.example", Tailwind.Groups);

    /// <summary>A distribution group that has only <see cref="AllStaff"/> as its member.</summary>
    public static SandboxRecipient Worldwide { get; } =
        new("Tailwind Worldwide", "worldwide@tailwind.example", Tailwind.Groups);

    /// <summary>A mail-enabled security group: its membership grants access.</summary>
    public static SandboxRecipient ServiceDesk { get; } =
        new("IT Service Desk", "service.desk@tailwind.example", Tailwind.Groups);
}
