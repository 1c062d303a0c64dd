using System.Buffers;
using System.Text;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant.Index;

namespace HybridAdmin.Core.Indexing;

/// <summary>The flags of a row.</summary>
[Flags]
internal enum RecipientFlags : byte
{
    /// <summary>A slot without a recipient.</summary>
    None = 0,
    Present = 1,
    Hidden = 2,
    HasAlias = 4,
    Group = 8,
    Contact = 16,
    DynamicGroup = 32,
    Disabled = 64,

    /// <summary>A security group (groupType).</summary>
    SecurityGroup = 128,
}

/// <summary>
/// One recipient in the form in which segments store it. Reusable: a load fills the same instance for every recipient.
/// </summary>
internal sealed class RecipientRow
{
    /// <summary>
    /// The separator before and after each field of <see cref="Folded"/>; folded text never contains it.
    /// </summary>
    public const byte Separator = (byte)'\n';

    /// <summary>
    /// The fields of <see cref="Folded"/> with a fixed position. Each further field occurs only once and only if its
    /// text is not among these.
    /// </summary>
    public const int FoldedDisplayName = 0,
        FoldedAlias = 1,
        FoldedUserPrincipalName = 2,
        FoldedPrimaryAddress = 3;

    private readonly ArrayBufferWriter<byte> folded = new(256);
    private readonly ArrayBufferWriter<byte> values = new(512);
    private readonly HashSet<string> searched = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<int> domains = [];
    private readonly HashSet<int> hashes = [];

    public Guid Id { get; private set; }

    public byte Type { get; private set; }

    public RecipientFlags Flags { get; private set; }

    public int Container { get; private set; }

    public ReadOnlySpan<byte> Folded => folded.WrittenSpan;

    public ReadOnlySpan<byte> Values => values.WrittenSpan;

    /// <summary>Numbers of the domains in which it has SMTP addresses.</summary>
    public IReadOnlyCollection<int> Domains => domains;

    /// <summary>Hashes of its addresses, see <see cref="AddressKey"/>.</summary>
    public IReadOnlyCollection<int> AddressHashes => hashes;

    /// <summary>
    /// The form in which addresses are compared to find their holders: SMTP addresses without prefix, so that mail and
    /// userPrincipalName compare to them; all other addresses unchanged.
    /// </summary>
    public static ReadOnlySpan<char> AddressKey(string address) =>
        ProxyAddress.IsSmtpText(address) ? address.AsSpan(ProxyAddress.SmtpPrefixLength) : address;

    public void Fill(DirectoryEntry entry, RecipientNames names)
    {
        folded.ResetWrittenCount();
        values.ResetWrittenCount();
        searched.Clear();
        domains.Clear();
        hashes.Clear();

        var alias = entry.Text(RecipientAttributes.MailNickname);
        Id = entry.Id;
        Type = RecipientTypeCodes.Code(RecipientTypes.Classify(entry));
        Container = names.Container(entry.Dn);
        Flags =
            RecipientFlags.Present
            | (entry.Flag(RecipientAttributes.HideFromAddressLists) == true ? RecipientFlags.Hidden : 0)
            | (alias is null ? 0 : RecipientFlags.HasAlias)
            | Kind(entry);

        var displayName = entry.Text(RecipientAttributes.DisplayName) ?? entry.Text("cn") ?? entry.Dn.Name;
        var upn = entry.Text(RecipientAttributes.UserPrincipalName);
        var mail = entry.Text(RecipientAttributes.Mail);
        var target = entry.Text(RecipientAttributes.TargetAddress);
        var sam = entry.Text(RecipientAttributes.SamAccountName);
        Write(RecipientField.DisplayName, displayName);
        Write(RecipientField.Alias, alias);
        Write(RecipientField.UserPrincipalName, upn);
        Write(RecipientField.SamAccountName, sam);
        Write(RecipientField.Mail, mail);
        Write(RecipientField.TargetAddress, target);
        var primary = WriteProxyAddresses(entry, names) ?? mail;
        foreach (var property in RecipientProperties.Plain)
            Write(property.Field!.Value, property.Read(entry));
        WriteOctets(RecipientField.ConsistencyGuid, entry, RecipientAttributes.ConsistencyGuid);
        if ((Flags & RecipientFlags.Group) != 0)
            WriteOctets(RecipientField.SecurityIdentifier, entry, RecipientAttributes.ObjectSid);
        if (entry.Time(RecipientAttributes.WhenChanged) is { } changed)
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(
                Begin(RecipientField.WhenChanged, 4),
                (uint)changed.ToUnixTimeSeconds()
            );
        for (var number = 1; number <= RecipientAttributes.CustomAttributeCount; number++)
        {
            Write(RecipientField.Custom + (byte)number, entry.Text(CustomNames[number - 1]));
        }

        folded.Write([Separator]);
        WriteFolded(displayName);
        WriteFolded(alias);
        WriteFolded(upn);
        WriteFolded(primary);
        foreach (var text in (ReadOnlySpan<string?>)[alias, upn, primary])
            if (text is not null)
                searched.Add(text);
        WriteFoldedOnce(sam);
        foreach (var proxy in entry.Values(RecipientAttributes.ProxyAddresses))
            WriteFoldedOnce(AddressKey(proxy.Text).ToString());
        WriteFoldedOnce(mail);
        if (target is not null)
            WriteFoldedOnce(AddressKey(target).ToString());

        if (mail is not null)
            AddAddress(mail, names, isSmtp: true);
        if (upn is not null)
            hashes.Add(HashShards.Hash(AddressKey(upn)));
        if (target is not null)
            hashes.Add(HashShards.Hash(AddressKey(target)));
    }

    private static readonly string[] CustomNames = Enumerable
        .Range(1, RecipientAttributes.CustomAttributeCount)
        .Select(RecipientAttributes.Custom)
        .ToArray();

    private string? WriteProxyAddresses(DirectoryEntry entry, RecipientNames names)
    {
        string? primary = null;
        foreach (var value in entry.Values(RecipientAttributes.ProxyAddresses))
        {
            var proxy = ProxyAddress.FromStored(value.Text);
            var isPrimary = primary is null && proxy is { IsSmtp: true, IsPrimary: true };
            if (isPrimary)
                primary = proxy.Value;
            Write(isPrimary ? RecipientField.PrimaryProxyAddress : RecipientField.ProxyAddress, proxy.Text);
            AddAddress(proxy.Text, names, proxy.IsSmtp);
        }

        return primary;
    }

    private void AddAddress(string address, RecipientNames names, bool isSmtp)
    {
        var key = AddressKey(address);
        hashes.Add(HashShards.Hash(key));
        if (isSmtp && key.LastIndexOf('@') is var at and >= 0 && at < key.Length - 1)
            domains.Add(names.Domain(key[(at + 1)..].ToString()));
    }

    private static RecipientFlags Kind(DirectoryEntry entry)
    {
        if (entry.IsOfClass("contact"))
            return RecipientFlags.Contact;
        if (entry.IsOfClass("msExchDynamicDistributionList"))
            return RecipientFlags.DynamicGroup;
        if (entry.IsOfClass("group"))
            return RecipientFlags.Group | (entry.Number("groupType") < 0 ? RecipientFlags.SecurityGroup : 0);
        return (entry.Number(RecipientAttributes.UserAccountControl) & 2) == 2 ? RecipientFlags.Disabled : 0;
    }

    private void WriteOctets(RecipientField field, DirectoryEntry entry, string attribute)
    {
        if (entry.Values(attribute) is [{ IsOctets: true } value, ..] && !value.Octets.IsEmpty)
            value.Octets.Span.CopyTo(Begin(field, value.Octets.Length));
    }

    private void Write(RecipientField field, string? text)
    {
        if (text is not null)
            Encoding.UTF8.GetBytes(text, Begin(field, Encoding.UTF8.GetByteCount(text)));
    }

    /// <summary>Writes the header of a value and returns the destination of the value.</summary>
    private Span<byte> Begin(RecipientField field, int length)
    {
        var span = values.GetSpan(length + 6);
        span[0] = (byte)field;
        var used = 1;
        var rest = (uint)length;
        for (; rest >= 0x80; rest >>= 7)
            span[used++] = (byte)(rest | 0x80);
        span[used++] = (byte)rest;
        values.Advance(used + length);
        return span.Slice(used, length);
    }

    private void WriteFolded(string? text)
    {
        if (text is not null)
            TextFolding.Fold(text, folded);
        folded.Write([Separator]);
    }

    private void WriteFoldedOnce(string? text)
    {
        if (text is not null && searched.Add(text))
            WriteFolded(text);
    }
}
