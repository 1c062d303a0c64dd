using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Features.Recipients;

/// <summary>Whether an address is there, or is going to come or go.</summary>
public enum AddressLineState
{
    Present,
    Added,
    Removed,
}

/// <summary>One value of proxyAddresses as the page shows it, pending edits included.</summary>
/// <param name="Address">As stored, or as it will be.</param>
/// <param name="State">What the pending edits do to it.</param>
/// <param name="IsPrimary">It is, or becomes, the primary SMTP address.</param>
/// <param name="Protection">Why it is not to be removed by accident; null: an ordinary address.</param>
/// <param name="IsRouting">Mail from on-premises reaches the cloud mailbox by it.</param>
public sealed record AddressLine(
    ProxyAddress Address,
    AddressLineState State,
    bool IsPrimary,
    string? Protection,
    bool IsRouting
)
{
    /// <summary>A word for the badge.</summary>
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

    /// <summary>What the badge means.</summary>
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

    /// <summary>What is shown of it: SMTP and SIP without their prefix, which the badge says.</summary>
    public string Text =>
        Address.Kind is ProxyAddressKind.Smtp or ProxyAddressKind.Sip or ProxyAddressKind.X500
            ? Address.Value
            : Address.Text;

    /// <summary>Primary first, then aliases, routing, other types.</summary>
    internal int Order =>
        Address.Kind == ProxyAddressKind.Smtp
            ? (
                IsPrimary ? 0
                : IsRouting ? 2
                : 1
            )
            : 3 + (int)Address.Kind;

    /// <summary>Why an address is protected (RULES.md, Addresses and Routing).</summary>
    internal static string? ProtectionOf(DirectoryEntry entry, ProxyAddress address) =>
        address.Kind switch
        {
            ProxyAddressKind.X500 => "Replies to old messages and cached recipients find the mailbox by it.",
            _ when Recipient.IsRouting(entry, address) => "Mail from on-premises reaches the cloud mailbox by it.",
            _ => null,
        };
}
