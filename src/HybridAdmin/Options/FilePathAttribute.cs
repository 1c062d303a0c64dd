using System.ComponentModel.DataAnnotations;

namespace HybridAdmin.Options;

/// <summary>The path of a file or folder; a relative path is based on the content root.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FilePathAttribute : ValidationAttribute
{
    /// <summary>True if the file or folder must exist when the console starts.</summary>
    public bool MustExist { get; init; }

    public override bool IsValid(object? value) =>
        !MustExist || value is not string path || File.Exists(path) || Directory.Exists(path);
}
