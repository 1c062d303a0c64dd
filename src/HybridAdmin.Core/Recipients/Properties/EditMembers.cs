namespace HybridAdmin.Core.Recipients.Properties;

/// <summary>Names of the members of an edit that rules refer to, as in the API.</summary>
public static class EditMembers
{
    public const string AddAddresses = "addAddresses";
    public const string Alias = "alias";
    public const string CustomAttributes = "customAttributes";
    public const string DisplayName = "displayName";
    public const string HiddenFromAddressListsEnabled = "hiddenFromAddressListsEnabled";
    public const string PrimarySmtpAddress = "primarySmtpAddress";
    public const string RemoteMailbox = "remoteMailbox";
    public const string RemoveAddresses = "removeAddresses";
    public const string UserPrincipalName = "userPrincipalName";
}
