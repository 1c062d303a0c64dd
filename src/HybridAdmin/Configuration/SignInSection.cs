using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Configuration;

/// <summary>How people sign in.</summary>
internal enum SignInMode
{
    /// <summary>Somebody is chosen from a list of invented people.</summary>
    Sandbox,

    /// <summary>Name and password of the directory.</summary>
    Directory,

    /// <summary>At an OpenID provider, Microsoft Entra ID for one.</summary>
    OpenIdConnect,
}

/// <summary>A group that gives a role.</summary>
/// <param name="Group">DN or sAMAccountName; with an OpenID provider a value of its "roles" or "groups", such as an app
/// role or an object id.</param>
/// <param name="Scope">Organisational units to which the role is limited; empty: none.</param>
public sealed record RoleGrant(Role Role, string Group, IReadOnlyList<DistinguishedName> Scope);

/// <summary>Reads <c>SignIn:</c> and <c>Access:</c>.</summary>
internal static class SignInSection
{
    private const string Example = "Access:Roles:Administrator:0=HybridAdmin Administrators";

    public static SignInMode Read(SettingsReader reader, bool hasDirectory)
    {
        var text = reader.Text("SignIn:Mode");
        switch (text?.ToUpperInvariant())
        {
            case null when hasDirectory:
                reader.Mistake(
                    "SignIn:Mode is not set, but a directory is configured: say how people sign in, for "
                        + "example SignIn:Mode=Directory."
                );
                break;
            case "SANDBOX" when hasDirectory:
                reader.Mistake(
                    "SignIn:Mode=Sandbox lets anybody in without a password and is refused beside a real "
                        + "directory; set SignIn:Mode=Directory."
                );
                break;
            case "DIRECTORY" when !hasDirectory:
                reader.Mistake(
                    "SignIn:Mode=Directory needs a directory; set for example "
                        + "Directory:Servers:0=ldaps://dc1.contoso.local."
                );
                break;
            case "OPENIDCONNECT" when !hasDirectory && !reader.Flag("Sandbox:OpenIdConnect"):
                // Somebody who set this had a directory in mind; without its settings the console would pass for the
                // real one.
                reader.Mistake(
                    "SignIn:Mode=OpenIdConnect needs a directory; set for example "
                        + "Directory:Servers:0=ldaps://dc1.contoso.local. To try it on the sandbox say so: "
                        + "Sandbox:OpenIdConnect=true."
                );
                break;
            case "OPENIDCONNECT":
                return SignInMode.OpenIdConnect;
            case not (null or "SANDBOX" or "DIRECTORY"):
                reader.Mistake(
                    $"SignIn:Mode is \"{text}\"; write Directory or OpenIdConnect, or Sandbox where no "
                        + $"directory is configured, for example SignIn:Mode=Directory."
                );
                break;
        }

        return hasDirectory ? SignInMode.Directory : SignInMode.Sandbox;
    }

    public static IReadOnlyList<RoleGrant> ReadGrants(SettingsReader reader, SignInMode mode)
    {
        var grants = new List<RoleGrant>();
        foreach (var role in Enum.GetValues<Role>())
        {
            var key = $"Access:Roles:{role}";
            if (reader.Text(key) is not null)
            {
                grants.AddRange(reader.List(key).Select(group => new RoleGrant(role, group, [])));
                continue;
            }

            foreach (var item in reader.Items(key))
            {
                if ((reader.Text(item) ?? reader.Text($"{item}:Group")) is { } group)
                    grants.Add(new RoleGrant(role, group, reader.Names($"{item}:OrganizationalUnits")));
                else
                    reader.Mistake(
                        $"{item} names no group; write for example {item}=HybridAdmin {role}, or "
                            + $"{item}:Group with {item}:OrganizationalUnits:0."
                    );
            }
        }

        if (mode != SignInMode.Sandbox && grants.Count == 0)
            reader.Mistake($"Access:Roles gives nobody a role, so nobody could sign in; set for example {Example}.");
        return grants;
    }
}
