namespace HybridAdmin.Core.Recipients;

/// <summary>The owner of a recipient's Exchange attributes.</summary>
public enum Authority
{
    /// <summary>No tenant has answered; nothing is assumed.</summary>
    Unknown = 0,

    /// <summary>Active Directory.</summary>
    OnPremises,

    /// <summary>Exchange Online (IsExchangeCloudManaged); the identity stays in AD.</summary>
    ExchangeOnline,

    /// <summary>The cloud, which owns the whole object.</summary>
    Cloud,

    /// <summary>Not yet synchronised, or authority is being transferred.</summary>
    Pending,
}
