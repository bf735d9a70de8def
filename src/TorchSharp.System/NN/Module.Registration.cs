using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private bool _areComponentsRegistered;

            /// <summary>
            /// Registers what the instance fields of this class and of its bases hold: modules, parameters, and any other
            /// tensor as a persistent buffer, each under its field's name or its <see cref="Utils.ComponentNameAttribute"/>.
            /// The first call does it; later ones do nothing.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                if (_areComponentsRegistered) return;
                foreach (FieldInfo field in ComponentFields())
                {
                    string key = field.ComponentName();
                    switch (field.GetValue(this))
                    {
                        case Module module when !_internal_submodules.ContainsKey(key):
                            register_module(key, module);
                            break;
                        case Modules.Parameter parameter when !_internal_params.ContainsKey(key):
                            register_parameter(key, parameter);
                            break;
                        case Tensor tensor and not Modules.Parameter when !_internal_buffers.ContainsKey(key):
                            register_buffer(key, tensor);
                            break;
                    }
                }
                _areComponentsRegistered = true;
            }

            /// <summary>Adds a module under a name; null or an empty slot removes the entry.</summary>
            /// <exception cref="ArgumentException">The name is empty or holds a dot.</exception>
            /// <exception cref="InvalidOperationException">The name is taken by another module.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _internal_submodules.Remove(name);
                    return;
                }
                if (string.IsNullOrEmpty(name)) throw new ArgumentException("A module cannot be registered under an empty name.", nameof(name));
                if (name.Contains('.')) throw new ArgumentException($"The module name '{name}' cannot hold a dot.", nameof(name));
                if (_internal_submodules.TryGetValue(name, out Module? existing) && !ReferenceEquals(existing, submodule))
                    throw new InvalidOperationException($"Sub-module {name} is already registered in {GetName()}.");
                submodule.RegisterComponents();
                _internal_submodules[name] = submodule;
            }

            public void add_module(string name, Module module) => register_module(name, module);

            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null)
                {
                    _internal_params.Remove(name);
                    return;
                }
                if (_internal_params.ContainsKey(name)) throw new InvalidOperationException($"Parameter {name} is already registered in {GetName()}.");
                _internal_params.Add(name, param);
            }

            /// <param name="persistent">Whether the buffer belongs to the state dictionary.</param>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null) throw new ArgumentNullException(nameof(tensor), "Cannot register a null tensor as a buffer.");
                if (_internal_buffers.ContainsKey(name)) throw new InvalidOperationException($"Tensor {name} is already registered as a buffer in {GetName()}.");
                _internal_buffers.Add(name, (tensor, persistent));
            }

            /// <summary>Registers a parameter, or replaces or removes the one of that name.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null) _internal_params.Remove(name);
                else _internal_params[name] = value;
            }

            /// <summary>Registers a buffer, or replaces or removes the one of that name.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null) _internal_buffers.Remove(name);
                else _internal_buffers[name] = (value, persistent);
            }

            protected void ClearModules() => _internal_submodules.Clear();

            /// <summary>The instance fields that can hold components, those of the most derived class first.</summary>
            private IEnumerable<FieldInfo> ComponentFields()
            {
                for (Type? type = GetType(); type is not null && type != typeof(Module); type = type.BaseType)
                {
                    foreach (FieldInfo field in type.GetFields(
                        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    {
                        if (typeof(Module).IsAssignableFrom(field.FieldType) || typeof(Tensor).IsAssignableFrom(field.FieldType)
                            || field.FieldType.IsInterface)
                            yield return field;
                    }
                }
            }
        }
    }
}
