namespace HybridAdmin.Options;

/// <summary>The networks from which policies of MTA-STS are fetched.</summary>
internal enum MtaStsSource
{
    /// <summary>From addresses of the Internet only.</summary>
    Public,

    /// <summary>From any address, for a network whose own DNS names an internal one.</summary>
    Any,

    /// <summary>Not at all, for a computer that does not reach the Internet.</summary>
    Off,
}

/// <summary>Questions about mail domains.</summary>
[SettingsSection("Dns")]
internal sealed class DnsOptions
{
    /// <summary>
    /// IP address of the resolver to ask, with a port as in <c>10.0.0.53:5353</c> where it is not 53. A public one
    /// shows what the Internet sees.
    /// </summary>
    [Setting("10.0.0.53", Default = "the computer's resolvers; on the sandbox its own zones")]
    public string? Server { get; init; }

    /// <summary>
    /// Policies of MTA-STS: <c>Public</c> fetches them from addresses of the Internet, <c>Any</c> from internal ones
    /// too, where your own DNS names one, <c>Off</c> not at all, for a console that does not reach the Internet.
    /// </summary>
    [Setting("Public")]
    public MtaStsSource MtaStsPolicies { get; init; }
}
