namespace HybridAdmin.Sandbox.Tenant.Cloud;

/// <summary>
/// Values of msExchRecipientTypeDetails as Exchange writes them, typed from Microsoft's list and not taken from the
/// console, so that a wrong number there is detected.
/// </summary>
internal enum TypeNumber : long
{
    None = 0,
    UserMailbox = 1,
    SharedMailbox = 4,
    RoomMailbox = 16,
    EquipmentMailbox = 32,
    RoomList = 268435456,
    RemoteUserMailbox = 2147483648,
    RemoteRoomMailbox = 8589934592,
    RemoteEquipmentMailbox = 17179869184,
    RemoteSharedMailbox = 34359738368,
}
