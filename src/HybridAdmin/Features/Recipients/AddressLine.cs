using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Features.Recipients;

/// <summary>The state of an address: present, or about to be added or removed.</summary>
public enum AddressLineState
{
    Present,
    Added,
    Removed,
}

/// <summary>One value of proxyAddresses as the page shows it, pending edits included.</summary>
/// <param name="Address">The address as stored, or as it will be.</param>
/// <param name="State">The effect of the pending edits on it.</param>
/// <param name="IsPrimary">True if it is, or becomes, the primary SMTP address.</param>
/// <param name="Protection">The reason why it must not be removed by accident; null for an ordinary address.</param>
/// <param name="IsRouting">True if on-premises mail reaches the cloud mailbox through it.</param>
public sealed record AddressLine(
    ProxyAddress Address,
    AddressLineState State,
    bool IsPrimary,
    string? Protection,
    bool IsRouting
)
{
    /// <summary>The text of the badge.</summary>
    public string Badge =>
        Address.Kind switch
        {
            ProxyAddressKind.Smtp when IsPrimary => "Primary",
            ProxyAddressKind.Smtp when IsRouting => "Routing",
            ProxyAddressKind.Smtp => "Alias",
            ProxyAddressKind.Sip => "SIP",
            ProxyAddressKind.X500 => "X.500",
            ProxyAddressKind.X400 => "X.400",
            ProxyAddressKind.Malformed => "Malformed",
            _ => Address.Type.ToUpperInvariant(),
        };

    public Tone Tone =>
        Address.Kind == ProxyAddressKind.Malformed ? Tone.Warning
        : IsPrimary ? Tone.Accent
        : Tone.Neutral;

    /// <summary>The meaning of the badge.</summary>
    public string Meaning =>
        Address.Kind switch
        {
            ProxyAddressKind.Smtp when IsPrimary => "Mail is sent from this address",
            ProxyAddressKind.Smtp when IsRouting => "Mail from on-premises reaches the cloud mailbox by this address",
            ProxyAddressKind.Smtp => "Mail to this address arrives too",
            ProxyAddressKind.Sip => "Address for calls and chat",
            ProxyAddressKind.X500 => "An Exchange address by which replies to old messages find the mailbox",
            ProxyAddressKind.X400 => "An address of an old messaging system",
            ProxyAddressKind.Malformed => "A value without a type prefix: Entra ID drops it",
            _ => $"An address of the type {Address.Type}",
        };

    /// <summary>The displayed address: SMTP and SIP without their prefix, which the badge shows.</summary>
    public string Text =>
        Address.Kind is ProxyAddressKind.Smtp or ProxyAddressKind.Sip or ProxyAddressKind.X500
            ? Address.Value
            : Address.Text;

    /// <summary>The order: primary first, then aliases, routing, other types.</summary>
    internal int Order =>
        Address.Kind == ProxyAddressKind.Smtp
            ? (
                IsPrimary ? 0
                : IsRouting ? 2
                : 1
            )
            : 3 + (int)Address.Kind;

    /// <summary>The reason why an address is protected (RULES.md, Addresses and Routing).</summary>
    internal static string? ProtectionOf(DirectoryEntry entry, ProxyAddress address) =>
        address.Kind switch
        {
            ProxyAddressKind.X500 => "Replies to old messages and cached recipients find the mailbox by it.",
            _ when Recipient.IsRouting(entry, address) => "Mail from on-premises reaches the cloud mailbox by it.",
            _ => null,
        };
}
