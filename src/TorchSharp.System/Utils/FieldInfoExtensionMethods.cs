using System.Reflection;
using TorchSharp.Utils;

namespace TorchSharp;

/// <summary>Names of the fields of modules.</summary>
public static class FieldInfoExtensionMethods
{
    /// <summary>The name under which a field is registered.</summary>
    public static string ComponentName(this FieldInfo field) => field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
}
