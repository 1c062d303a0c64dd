namespace HybridAdmin.Sandbox.Engine;

/// <summary>
/// The attributes that Exchange's schema extension (and Windows Server 2016's) adds to <see cref="BaseSchema"/>, in the
/// same notation.
/// </summary>
internal static class ExchangeSchema
{
    /// <summary>rangeUpper of ms-Exch-Schema-Version-Pt: Exchange 2019 CU10 and later.</summary>
    public const int Version = 17003;

    public const string Attributes = """
        mailNickname unicode one 64
        targetAddress unicode one 1123
        extensionAttribute1 unicode one 1024
        extensionAttribute2 unicode one 1024
        extensionAttribute3 unicode one 1024
        extensionAttribute4 unicode one 1024
        extensionAttribute5 unicode one 1024
        extensionAttribute6 unicode one 1024
        extensionAttribute7 unicode one 1024
        extensionAttribute8 unicode one 1024
        extensionAttribute9 unicode one 1024
        extensionAttribute10 unicode one 1024
        extensionAttribute11 unicode one 2048
        extensionAttribute12 unicode one 2048
        extensionAttribute13 unicode one 2048
        extensionAttribute14 unicode one 2048
        extensionAttribute15 unicode one 2048
        msExchExtensionCustomAttribute1 unicode many 2048
        msExchExtensionCustomAttribute2 unicode many 2048
        msExchExtensionCustomAttribute3 unicode many 2048
        msExchExtensionCustomAttribute4 unicode many 2048
        msExchExtensionCustomAttribute5 unicode many 2048
        msExchHideFromAddressLists boolean one -
        msExchRecipientDisplayType integer one -
        msExchRecipientTypeDetails large one -
        msExchRemoteRecipientType large one -
        msExchVersion large one -
        msExchPreviousRecipientTypeDetails large one -
        msExchMailboxGuid octets one 16
        msExchArchiveGUID octets one 16
        msExchArchiveName unicode many -
        msExchArchiveStatus integer one -
        msExchDisabledArchiveGUID octets one 16
        msExchPoliciesIncluded unicode many -
        msExchPoliciesExcluded unicode many -
        msExchRequireAuthToSendTo boolean one -
        msExchSenderHintTranslations unicode many -
        msExchCoManagedByLink dn many - link:msExchCoManagedObjectsBL
        msExchModeratedByLink dn many - link:msExchModeratedObjectsBL
        msExchDelegateListLink dn many - link:msExchDelegateListBL
        msExchBypassModerationLink dn many - link:msExchBypassModerationBL
        msExchGroupJoinRestriction integer one -
        msExchGroupDepartRestriction integer one -
        msExchUsageLocation unicode one -
        msExchBypassAudit boolean one -
        msExchMailboxAuditEnable boolean one -
        msExchResourceCapacity integer one -
        msExchResourceMetaData unicode many -
        msExchResourceSearchProperties unicode many -
        msExchResourceDisplay unicode one 1024
        msExchEnableModeration boolean one -
        msExchModerationFlags integer one -
        msExchProvisioningFlags integer one -
        msExchAddressBookFlags integer one -
        msExchMobileMailboxFlags integer one -
        msExchTextMessagingState integer many -
        msExchUMDtmfMap unicode many -
        msExchELCMailboxFlags integer one -
        msExchLitigationHoldDate time one -
        msExchWhenMailboxCreated time one -
        msExchUserCulture unicode one -
        msExchUCVoiceMailSettings unicode many -
        msExchSafeSendersHash octets one -
        msExchSafeRecipientsHash octets one -
        msExchBlockedSendersHash octets one -
        msExchCapabilityIdentifiers integer many -
        msExchImmutableId unicode one -
        msExchGenericForwardingAddress unicode one -
        msExchMessageHygieneFlags integer one -
        msExchRecipientSoftDeletedStatus integer one -
        msExchHomeServerName unicode one -
        msExchUserAccountControl integer one -
        msExchMasterAccountSid sid one 28
        msExchALObjectVersion integer one -
        msExchRecipLimit integer one -
        msExchMailboxFolderSet integer one -
        homeMDB dn one - link:homeMDBBL
        homeMTA dn one -
        mDBUseDefaults boolean one -
        mDBStorageQuota integer one -
        mDBOverQuotaLimit integer one -
        mDBOverHardQuotaLimit integer one -
        altRecipient dn one - link:altRecipientBL
        deliverAndRedirect boolean one -
        publicDelegates dn many - link:publicDelegatesBL
        authOrig dn many - link:authOrigBL
        dLMemSubmitPerms dn many - link:dLMemSubmitPermsBL
        unauthOrig dn many - link:unauthOrigBL
        dLMemRejectPerms dn many - link:dLMemRejectPermsBL
        delivContLength integer one -
        submissionContLength integer one -
        mAPIRecipient boolean one -
        internetEncoding integer one -
        reportToOriginator boolean one -
        reportToOwner boolean one -
        oOFReplyToOriginator boolean one -
        hideDLMembership boolean one -
        protocolSettings unicode many 256
        telephoneAssistant unicode one 64
        forwardingAddress unicode one -
        msExchProductId unicode one -
        msExchAcceptedDomainName unicode one 256
        msExchAcceptedDomainFlags integer one -
        gatewayProxy unicode many 1123
        disabledGatewayProxy unicode many 1024
        msExchNonAuthoritativeDomains unicode many 1123
        msExchPolicyOrder integer one -
        msExchProxyGenOptions integer one -
        msExchPurportedSearchUI unicode many -
        msExchMinAdminVersion integer one -
        msExchRoutingAcceptMessageType integer one -
        domainName teletex one 362
        sendTNEF boolean one -
        contentType integer one -
        characterSet unicode one -
        msExchDynamicDLFilter unicode one -
        msExchDynamicDLBaseDN dn one -
        msExchCoManagedObjectsBL dn many - back:msExchCoManagedByLink
        msExchModeratedObjectsBL dn many - back:msExchModeratedByLink
        msExchDelegateListBL dn many - back:msExchDelegateListLink
        homeMDBBL dn many - back:homeMDB
        altRecipientBL dn many - back:altRecipient
        publicDelegatesBL dn many - back:publicDelegates
        authOrigBL dn many - back:authOrig
        dLMemSubmitPermsBL dn many - back:dLMemSubmitPerms
        unauthOrigBL dn many - back:unauthOrig
        dLMemRejectPermsBL dn many - back:dLMemRejectPerms
        msDS-ExternalDirectoryObjectId unicode one 256
        msDS-preferredDataLocation unicode one 10
        msExchBypassModerationBL dn many - back:msExchBypassModerationLink
        """;
}
