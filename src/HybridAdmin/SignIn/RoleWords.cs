using HybridAdmin.Core.Access;

namespace HybridAdmin.SignIn;

internal static class RoleWords
{
    /// <summary>The role as people say it.</summary>
    public static string InWords(this Role role) => role == Role.RecipientAdministrator ? "Recipient administrator" : role.ToString();
}
