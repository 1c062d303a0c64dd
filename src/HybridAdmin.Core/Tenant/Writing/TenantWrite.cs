namespace HybridAdmin.Core.Tenant.Writing;

/// <summary>A change of one object of the tenant as it is sent, once.</summary>
/// <param name="Target">The object.</param>
public abstract record TenantWrite(TenantTarget Target)
{
    /// <summary>The equivalent command line.</summary>
    public abstract string Line { get; }
}

/// <summary>One cmdlet of Exchange Online.</summary>
public sealed record CmdletWrite(TenantTarget Target, Cmdlet Cmdlet) : TenantWrite(Target)
{
    public override string Line => Cmdlet.Line;
}

/// <summary>One request to Microsoft Graph.</summary>
/// <param name="Method">POST or PATCH.</param>
/// <param name="Path">The path below the version, without a leading slash; escaped.</param>
/// <param name="Property">The only member of the body, by its name in Graph; null if the request has no body.</param>
public sealed record GraphWrite(TenantTarget Target, string Method, string Path, string? Property, bool Value = false)
    : TenantWrite(Target)
{
    public override string Line =>
        Property is null
            ? $"{Method} /v1.0/{Path}"
            : $"{Method} /v1.0/{Path} {{\"{Property}\":{(Value ? "true" : "false")}}}";
}
