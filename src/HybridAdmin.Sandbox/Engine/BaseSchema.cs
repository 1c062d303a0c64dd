namespace HybridAdmin.Sandbox.Engine;

/// <summary>
/// The attributes of recipients in a forest that never had Exchange. One line each: name, syntax, one or many values,
/// maximum length (or -), then options: link:X and back:X name the other half of a link, class:X the only class that
/// may have it, system: written by the directory only, rdn: part of the name, constructed: computed on request.
/// </summary>
internal static class BaseSchema
{
    public const string Attributes = """
        objectClass oid many - system
        objectCategory dn one - system
        objectGUID octets one 16 system
        objectSid sid one - system
        sIDHistory sid many - system
        distinguishedName dn one - system
        name unicode one 255 rdn
        cn unicode one 64 rdn
        ou unicode many 64 rdn
        dc teletex one 255 rdn
        whenCreated time one - system
        whenChanged time one - system
        uSNCreated large one - system
        uSNChanged large one - system
        instanceType integer one - system
        isDeleted boolean one - system
        lastKnownParent dn one - system
        isCriticalSystemObject boolean one - system
        sAMAccountType integer one - system
        canonicalName unicode many - constructed
        msDS-ReplAttributeMetaData unicode many - constructed
        allowedAttributesEffective oid many - constructed
        adminCount integer one -
        showInAdvancedViewOnly boolean one -
        objectVersion integer one -
        displayName unicode one 256
        displayNamePrintable printable one 256
        description unicode many 1024
        givenName unicode one 64
        middleName unicode one 64
        initials unicode one 6
        sn unicode one 64
        personalTitle unicode one 64
        generationQualifier unicode one 64
        department unicode one 64
        departmentNumber unicode many -
        division unicode one 256
        title unicode one 128
        company unicode one 64
        employeeID unicode one 16
        employeeNumber unicode one 512
        employeeType unicode one 256
        physicalDeliveryOfficeName unicode one 128
        telephoneNumber unicode one 64
        otherTelephone unicode many 64
        mobile unicode one 64
        homePhone unicode one 64
        pager unicode one 64
        facsimileTelephoneNumber unicode one 64
        ipPhone unicode one 64
        streetAddress unicode one 1024
        postOfficeBox unicode many 40
        postalCode unicode one 40
        l unicode one 128
        st unicode one 128
        c printable one 3
        co unicode one 128
        countryCode integer one 65535
        preferredLanguage unicode one -
        info unicode one 1024
        comment unicode one -
        url unicode many -
        wWWHomePage unicode one 2048
        mail unicode one 256
        otherMailbox unicode many -
        proxyAddresses unicode many 1123
        legacyExchangeDN teletex one -
        textEncodedORAddress unicode one 1024
        showInAddressBook dn many -
        garbageCollPeriod integer one -
        userPrincipalName unicode one 1024 class:user
        sAMAccountName unicode one 256
        userAccountControl integer one - class:user
        accountExpires large one - class:user
        pwdLastSet large one - class:user
        lockoutTime large one - class:user
        lastLogonTimestamp large one - system
        primaryGroupID integer one - class:user
        servicePrincipalName unicode many -
        userCertificate octets many 32768
        userSMIMECertificate octets many 32768
        thumbnailPhoto octets one 102400
        jpegPhoto octets many -
        groupType integer one - class:group
        member dn many - link:memberOf class:group
        memberOf dn many - back:member
        manager dn one - link:directReports
        directReports dn many - back:manager
        managedBy dn one - link:managedObjects
        managedObjects dn many - back:managedBy
        secretary dn many -
        assistant dn one -
        uPNSuffixes unicode many -
        extensionName unicode many 255
        mS-DS-ConsistencyGuid octets one -
        msDS-PhoneticDisplayName unicode one 256
        msDS-PhoneticFirstName unicode one 64
        msDS-PhoneticLastName unicode one 64
        msDS-HABSeniorityIndex integer one -
        msDS-cloudExtensionAttribute1 unicode one -
        msDS-cloudExtensionAttribute2 unicode one -
        msDS-cloudExtensionAttribute3 unicode one -
        msDS-cloudExtensionAttribute4 unicode one -
        msDS-cloudExtensionAttribute5 unicode one -
        msDS-cloudExtensionAttribute6 unicode one -
        msDS-cloudExtensionAttribute7 unicode one -
        msDS-cloudExtensionAttribute8 unicode one -
        msDS-cloudExtensionAttribute9 unicode one -
        msDS-cloudExtensionAttribute10 unicode one -
        msDS-cloudExtensionAttribute11 unicode one -
        msDS-cloudExtensionAttribute12 unicode one -
        msDS-cloudExtensionAttribute13 unicode one -
        msDS-cloudExtensionAttribute14 unicode one -
        msDS-cloudExtensionAttribute15 unicode one -
        msDS-cloudExtensionAttribute16 unicode one -
        msDS-cloudExtensionAttribute17 unicode one -
        msDS-cloudExtensionAttribute18 unicode one -
        msDS-cloudExtensionAttribute19 unicode one -
        msDS-cloudExtensionAttribute20 unicode one -
        msExchAssistantName unicode one 256
        msExchHouseIdentifier unicode one 128
        msExchLabeledURI unicode many 1024
        """;
}
