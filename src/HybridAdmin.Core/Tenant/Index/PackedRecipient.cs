using System.Text;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Tenant.Index;

/// <summary>
/// A cloud recipient in one array of bytes, a tenth of the size of the record. Errors are rare and stored unpacked.
/// </summary>
internal readonly record struct PackedRecipient(byte[] Bytes, IReadOnlyList<CloudProvisioningError> Errors)
{
    /// <summary>True for the placeholder of a removed object.</summary>
    public bool IsEmpty => Bytes is null;

    /// <summary>Reads the value without unpacking the rest.</summary>
    public Guid Id => new(Bytes.AsSpan(0, 16));

    public static PackedRecipient Pack(TenantRecipient recipient)
    {
        using var stream = new MemoryStream(256);
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(recipient.Id.ToByteArray());
            writer.Write((byte)recipient.Kind);
            writer.Write((byte)recipient.MailboxPlan);
            writer.Write(Flag(recipient.AccountEnabled));
            writer.Write(Flag(recipient.OnPremisesSyncEnabled));
            writer.Write(Flag(recipient.IsCloudManaged));
            writer.Write(recipient.OnPremisesLastSyncDateTime?.UtcTicks ?? 0);
            foreach (var text in Texts(recipient))
                Write(writer, text);
            foreach (var property in RecipientProperties.Plain)
                Write(writer, recipient.Texts[property]);
            writer.Write7BitEncodedInt(recipient.ProxyAddresses.Count);
            foreach (var address in recipient.ProxyAddresses)
                writer.Write(address);
            writer.Write(recipient.Exchange is not null);
            if (recipient.Exchange is { } exchange)
            {
                Write(writer, exchange.RecipientTypeDetails);
                writer.Write(Flag(exchange.HiddenFromAddressListsEnabled));
                writer.Write(Flag(exchange.IsExchangeCloudManaged));
                writer.Write(Flag(exchange.IsDirSynced));
                writer.Write((exchange.ExchangeGuid ?? Guid.Empty).ToByteArray());
            }
        }

        return new PackedRecipient(stream.ToArray(), recipient.ProvisioningErrors);
    }

    public TenantRecipient Unpack()
    {
        using var reader = new BinaryReader(new MemoryStream(Bytes, writable: false), Encoding.UTF8);
        return new TenantRecipient
        {
            // In the order of Pack: initializers run from top to bottom.
            Id = new Guid(reader.ReadBytes(16)),
            Kind = (TenantRecipientKind)reader.ReadByte(),
            MailboxPlan = (MailboxPlan)reader.ReadByte(),
            AccountEnabled = Flag(reader.ReadByte()),
            OnPremisesSyncEnabled = Flag(reader.ReadByte()),
            IsCloudManaged = Flag(reader.ReadByte()),
            OnPremisesLastSyncDateTime = reader.ReadInt64() is var ticks and > 0
                ? new DateTimeOffset(ticks, TimeSpan.Zero)
                : null,
            DisplayName = Read(reader),
            UserPrincipalName = Read(reader),
            Mail = Read(reader),
            MailNickname = Read(reader),
            UserType = Read(reader),
            OnPremisesImmutableId = Read(reader),
            OnPremisesSecurityIdentifier = Read(reader),
            OnPremisesSamAccountName = Read(reader),
            OnPremisesDomainName = Read(reader),
            Texts = PropertyTexts.Of(_ => Read(reader)),
            ProxyAddresses = ReadList(reader),
            Exchange = reader.ReadBoolean() ? ReadExchange(reader) : null,
            ProvisioningErrors = Errors,
        };
    }

    private static string?[] Texts(TenantRecipient recipient) =>
        [
            recipient.DisplayName,
            recipient.UserPrincipalName,
            recipient.Mail,
            recipient.MailNickname,
            recipient.UserType,
            recipient.OnPremisesImmutableId,
            recipient.OnPremisesSecurityIdentifier,
            recipient.OnPremisesSamAccountName,
            recipient.OnPremisesDomainName,
        ];

    private static ExchangeOnlineFacts ReadExchange(BinaryReader reader) =>
        new()
        {
            RecipientTypeDetails = Read(reader),
            HiddenFromAddressListsEnabled = Flag(reader.ReadByte()),
            IsExchangeCloudManaged = Flag(reader.ReadByte()),
            IsDirSynced = Flag(reader.ReadByte()),
            ExchangeGuid = new Guid(reader.ReadBytes(16)) is var guid && guid != Guid.Empty ? guid : null,
        };

    private static string[] ReadList(BinaryReader reader)
    {
        var list = new string[reader.Read7BitEncodedInt()];
        for (var i = 0; i < list.Length; i++)
            list[i] = reader.ReadString();
        return list;
    }

    /// <summary>An absent text and an empty one are the same.</summary>
    private static void Write(BinaryWriter writer, string? text) => writer.Write(text ?? string.Empty);

    private static string? Read(BinaryReader reader) => reader.ReadString() is { Length: > 0 } text ? text : null;

    private static byte Flag(bool? flag) =>
        flag switch
        {
            null => 0,
            false => 1,
            true => 2,
        };

    private static bool? Flag(byte flag) =>
        flag switch
        {
            1 => false,
            2 => true,
            _ => null,
        };
}
