using HybridAdmin.Core.Directory;

namespace HybridAdmin.Sandbox.Engine;

/// <summary>The faults of the in-memory directory, with the result codes of Active Directory.</summary>
internal static class Faults
{
    public static DirectoryFault Unreachable() => new(DirectoryFaultKind.Unreachable, "The directory does not answer.");

    public static DirectoryFault NoAnswer() =>
        new(
            DirectoryFaultKind.Unreachable,
            "The connection broke before the directory answered; whether the change was made is not known."
        )
        {
            OutcomeUnknown = true,
        };

    public static DirectoryFault NoSuchObject(string what) =>
        New(DirectoryFaultKind.NoSuchObject, 32, $"The directory has no object {what}.");

    public static DirectoryFault UnknownAttribute(string attribute) =>
        New(DirectoryFaultKind.Refused, 16, $"The directory's schema has no attribute {attribute}.");

    public static DirectoryFault ValueExists(string attribute, int code = 20) =>
        New(DirectoryFaultKind.ValueExists, code, $"A value to add to {attribute} is there already.");

    public static DirectoryFault ValueGone(string attribute) =>
        New(DirectoryFaultKind.ValueGone, 16, $"A value to remove from {attribute} is not there any more.");

    public static DirectoryFault Constraint(string attribute, string problem) =>
        New(DirectoryFaultKind.ConstraintViolated, 19, $"The value for {attribute} {problem}.");

    public static DirectoryFault InvalidSyntax(string attribute, string problem) =>
        New(DirectoryFaultKind.ConstraintViolated, 21, $"The value for {attribute} {problem}.");

    public static DirectoryFault WrongClass(string attribute, string objectClass) =>
        New(DirectoryFaultKind.ConstraintViolated, 65, $"Only an object of class {objectClass} may have {attribute}.");

    public static DirectoryFault SystemOwned(string attribute) =>
        New(DirectoryFaultKind.ConstraintViolated, 19, $"{attribute} is maintained by the directory itself.");

    public static DirectoryFault NameAttribute(string attribute) =>
        New(DirectoryFaultKind.Refused, 67, $"{attribute} is part of the object's name: it is changed by renaming.");

    public static DirectoryFault Unwilling(string message) => New(DirectoryFaultKind.Unwilling, 53, message);

    private static DirectoryFault New(DirectoryFaultKind kind, int code, string message) =>
        new(kind, message) { ResultCode = code, ServerText = message };
}
