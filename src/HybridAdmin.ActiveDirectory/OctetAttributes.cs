using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>The attributes that hold octets: a fixed minimum until the schema was read, then the schema.</summary>
internal sealed class OctetAttributes
{
    private static readonly string[] Minimum =
    [
        "objectGUID",
        "objectSid",
        "sIDHistory",
        "mS-DS-ConsistencyGuid",
        "msExchMailboxGuid",
        "msExchArchiveGUID",
        "msExchDisabledArchiveGUID",
        "msExchMasterAccountSid",
        "msExchBlockedSendersHash",
        "msExchSafeRecipientsHash",
        "msExchSafeSendersHash",
        "msExchMailboxSecurityDescriptor",
        "thumbnailPhoto",
        "thumbnailLogo",
        "jpegPhoto",
        "photo",
        "audio",
        "userCertificate",
        "userSMIMECertificate",
        "userPKCS12",
        "cACertificate",
        "nTSecurityDescriptor",
        "replPropertyMetaData",
        "logonHours",
        "tokenGroups",
        "invocationId",
        "schemaIDGUID",
        "attributeSecurityGUID",
        "dSASignature",
        "auditingPolicy",
        "msDS-GenerationId",
        "msExchUMSpokenName",
        "replicationSignature",
        "repsFrom",
        "repsTo",
    ];

    private volatile HashSet<string> names = new(Minimum, StringComparer.OrdinalIgnoreCase);

    public bool Contains(string attribute) => names.Contains(attribute);

    public void Learn(IReadOnlyDictionary<string, AttributeDefinition> schema) =>
        names = new HashSet<string>(
            Minimum.Concat(schema.Values.Where(a => a.IsOctets).Select(a => a.Name)),
            StringComparer.OrdinalIgnoreCase
        );
}
