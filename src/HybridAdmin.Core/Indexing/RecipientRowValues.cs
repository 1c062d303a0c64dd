using System.Buffers.Binary;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Indexing;

/// <summary>The part of a row to decode.</summary>
internal enum RowDetail
{
    /// <summary>The values that lists show.</summary>
    Summary,

    /// <summary>All values except custom attributes.</summary>
    Whole,
}

/// <summary>
/// Decodes the value blob that <see cref="RecipientRow"/> writes. It is the only reader of the blob; summaries and
/// indexed recipients are created from it.
/// </summary>
internal ref struct RecipientRowValues
{
    public string? DisplayName { get; private set; }

    public string? Alias { get; private set; }

    public string? UserPrincipalName { get; private set; }

    public string? Mail { get; private set; }

    /// <summary>The primary SMTP address of proxyAddresses.</summary>
    public string? Primary { get; private set; }

    public string? SamAccountName { get; private set; }

    public string? TargetAddress { get; private set; }

    public string? SecurityIdentifier { get; private set; }

    public ImmutableId? ConsistencyGuid { get; private set; }

    public DateTimeOffset? WhenChanged { get; private set; }

    /// <summary>Null unless the whole row was decoded.</summary>
    public List<string>? ProxyAddresses { get; private set; }

    public PropertyTexts Texts { get; private set; }

    public static RecipientRowValues Of(ReadOnlySpan<byte> values, RowDetail detail)
    {
        var row = new RecipientRowValues();
        var isWhole = detail == RowDetail.Whole;
        if (isWhole)
            row.ProxyAddresses = [];
        string?[]? texts = null;
        var reader = new RecipientFieldReader(values);
        while (reader.Next() && reader.Field < RecipientField.Custom)
        {
            if (RecipientProperties.OfField(reader.Field) is { PlainPlace: { } place })
                (texts ??= new string?[RecipientProperties.Plain.Count])[place] = reader.Text;
            else if (!row.ReadListed(ref reader) && isWhole)
                row.ReadOther(ref reader);
        }

        row.Texts = PropertyTexts.FromPlaces(texts);
        return row;
    }

    private bool ReadListed(ref RecipientFieldReader reader)
    {
        switch (reader.Field)
        {
            case RecipientField.DisplayName:
                DisplayName = reader.Text;
                return true;
            case RecipientField.Alias:
                Alias = reader.Text;
                return true;
            case RecipientField.UserPrincipalName:
                UserPrincipalName = reader.Text;
                return true;
            case RecipientField.Mail:
                Mail = reader.Text;
                return true;
            case RecipientField.PrimaryProxyAddress:
                var text = reader.Text;
                Primary = ProxyAddress.WithoutSmtpPrefix(text);
                ProxyAddresses?.Add(text);
                return true;
            default:
                return false;
        }
    }

    private void ReadOther(ref RecipientFieldReader reader)
    {
        switch (reader.Field)
        {
            case RecipientField.SamAccountName:
                SamAccountName = reader.Text;
                break;
            case RecipientField.TargetAddress:
                TargetAddress = reader.Text;
                break;
            case RecipientField.ProxyAddress:
                ProxyAddresses!.Add(reader.Text);
                break;
            case RecipientField.ConsistencyGuid:
                ConsistencyGuid = ImmutableId.Of(reader.Utf8);
                break;
            case RecipientField.WhenChanged:
                WhenChanged = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32LittleEndian(reader.Utf8));
                break;
            case RecipientField.SecurityIdentifier:
                SecurityIdentifier = SecurityIdentifierText.Of(reader.Utf8);
                break;
        }
    }
}
