using System.ComponentModel.DataAnnotations;

namespace HybridAdmin.Options;

/// <summary>A path of a file or folder; a relative one lies below the content root.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FilePathAttribute : ValidationAttribute
{
    /// <summary>Something has to be there when the console starts.</summary>
    public bool MustExist { get; init; }

    public override bool IsValid(object? value) =>
        !MustExist || value is not string path || File.Exists(path) || Directory.Exists(path);
}
