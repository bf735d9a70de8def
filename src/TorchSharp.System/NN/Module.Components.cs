using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
                foreach ((string key, Parameter parameter) in _internal_params)
                {
                    if (seen.Add(parameter)) yield return (key, parameter);
                }
                if (!recurse) yield break;
                foreach ((string childName, Module child) in _internal_submodules)
                {
                    foreach ((string key, Parameter parameter) in child.named_parameters())
                    {
                        if (seen.Add(parameter)) yield return ($"{childName}.{key}", parameter);
                    }
                }
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(each => each.parameter);

            /// <summary>The buffers, those outside the state dictionary too unless <paramref name="include_nonpersistent"/> is false.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach ((string key, (Tensor buffer, bool persistent)) in _internal_buffers)
                {
                    if ((persistent || include_nonpersistent) && seen.Add(buffer)) yield return (key, buffer);
                }
                if (!recurse) yield break;
                foreach ((string childName, Module child) in _internal_submodules)
                {
                    foreach ((string key, Tensor buffer) in child.named_buffers(true, include_nonpersistent))
                    {
                        if (seen.Add(buffer)) yield return ($"{childName}.{key}", buffer);
                    }
                }
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(each => each.buffer);

            public virtual IEnumerable<(string name, Module module)> named_children() => _internal_submodules;

            public virtual IEnumerable<Module> children() => _internal_submodules.Values;

            /// <summary>Every module inside this one at any depth, under its path.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach ((string childName, Module child) in _internal_submodules)
                {
                    yield return (childName, child);
                    foreach ((string key, Module module) in child.named_modules()) yield return ($"{childName}.{key}", module);
                }
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(each => each.module);

            /// <summary>The buffer at a path such as <c>layer1.0.bn1.running_mean</c>, or null.</summary>
            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(each => each.name == target).buffer;

            /// <summary>The parameter at a path such as <c>layer1.0.conv1.weight</c>, or null.</summary>
            public virtual Parameter? get_parameter(string target) => named_parameters().FirstOrDefault(each => each.name == target).parameter;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;
        }
    }
}
