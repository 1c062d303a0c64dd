using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Components.Recipients;

/// <summary>Maps kinds and authorities of recipients to words, icons and tones.</summary>
internal static class RecipientDisplay
{
    /// <summary>Indicates whether the type is a resource or a group, not a person: its avatar is square.</summary>
    public static bool IsThing(this RecipientTypeDetails type) =>
        type.IsGroup()
        || type
            is RecipientTypeDetails.RemoteRoomMailbox
                or RecipientTypeDetails.RemoteEquipmentMailbox
                or RecipientTypeDetails.RemoteSharedMailbox
                or RecipientTypeDetails.RoomMailbox
                or RecipientTypeDetails.EquipmentMailbox
                or RecipientTypeDetails.SharedMailbox
                or RecipientTypeDetails.PublicFolder;

    public static IconName Icon(this RecipientTypeDetails type) =>
        type switch
        {
            RecipientTypeDetails.RemoteRoomMailbox
            or RecipientTypeDetails.RoomMailbox
            or RecipientTypeDetails.RoomList => IconName.Room,
            RecipientTypeDetails.RemoteEquipmentMailbox or RecipientTypeDetails.EquipmentMailbox => IconName.Equipment,
            RecipientTypeDetails.RemoteSharedMailbox or RecipientTypeDetails.SharedMailbox => IconName.SharedMailbox,
            RecipientTypeDetails.MailContact
            or RecipientTypeDetails.Contact
            or RecipientTypeDetails.MailForestContact => IconName.Contact,
            RecipientTypeDetails.Unknown => IconName.Question,
            _ when type.IsGroup() => IconName.Group,
            RecipientTypeDetails.User => IconName.Person,
            _ => IconName.Mail,
        };

    /// <summary>The name for a badge: one or two words.</summary>
    public static string Words(this Authority authority) =>
        authority switch
        {
            Authority.OnPremises => "AD",
            Authority.ExchangeOnline => "Exchange Online",
            Authority.Cloud => "Cloud",
            Authority.Pending => "Pending",
            _ => "Unknown",
        };

    /// <summary>The explanation in a sentence.</summary>
    public static string Sentence(this Authority authority) =>
        authority switch
        {
            Authority.OnPremises => "Active Directory decides",
            Authority.ExchangeOnline => "Exchange Online decides about the Exchange attributes",
            Authority.Cloud => "The cloud decides",
            Authority.Pending => "Authority pending: not synchronised yet",
            _ => "Authority unknown",
        };

    /// <summary>
    /// The tone: cloud-managed recipients stand out in a list of recipients managed in Active Directory.
    /// </summary>
    public static Tone Tone(this Authority authority) =>
        authority switch
        {
            Authority.ExchangeOnline or Authority.Cloud => Controls.Tone.Accent,
            Authority.Pending => Controls.Tone.Warning,
            _ => Controls.Tone.Neutral,
        };
}
