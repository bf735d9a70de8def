using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>All parameters, then all persistent buffers, under their paths. The tensors are the module's own.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string Key(string key) => string.IsNullOrEmpty(prefix) ? key : $"{prefix}.{key}";
                foreach ((string key, Parameter parameter) in named_parameters()) destination.TryAdd(Key(key), parameter);
                foreach ((string key, Tensor buffer) in named_buffers(true, false)) destination.TryAdd(Key(key), buffer);
                return destination;
            }

            /// <summary>Copies tensors into the parameters and buffers of the same paths, as <c>copy_</c> does: element types are converted.</summary>
            /// <param name="skip">Paths to leave as they are.</param>
            /// <returns>The paths that were not given and those that have no place here.</returns>
            /// <exception cref="InvalidOperationException">The paths differ and <paramref name="strict"/> is set.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                Dictionary<string, Tensor> own = state_dict();
                bool Wanted(string key) => skip is null || !skip.Contains(key);
                List<string> missing = [.. own.Keys.Where(key => Wanted(key) && !source.ContainsKey(key))];
                List<string> unexpected = [.. source.Keys.Where(key => Wanted(key) && !own.ContainsKey(key))];
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException(
                        $"The loaded state_dict is not identical to the target dictionary: missing [{string.Join(", ", missing)}], unexpected [{string.Join(", ", unexpected)}].");
                }
                using IDisposable quiet = no_grad();
                foreach ((string key, Tensor tensor) in source)
                {
                    if (Wanted(key) && own.TryGetValue(key, out Tensor? target)) target.copy_(tensor);
                }
                return (missing, unexpected);
            }
        }
    }
}
