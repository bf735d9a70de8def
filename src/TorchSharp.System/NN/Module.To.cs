using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                foreach (Module child in children()) child._to(device, dtype, non_blocking);
                _toEpilog(dtype, device, non_blocking);
                return Placed(device);
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                foreach (Module child in children()) child._to(deviceType, deviceIndex, non_blocking);
                var device = new Device(deviceType, deviceIndex);
                InitializeDeviceType(deviceType);
                _toEpilog(null, device, non_blocking);
                return Placed(device);
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                foreach (Module child in children()) child._to(dtype, non_blocking);
                _toEpilog(dtype, null, non_blocking);
                return this;
            }

            public Module _to(Tensor other, bool non_blocking) => _to(other.device, other.dtype, non_blocking);

            /// <summary>
            /// Replaces the parameters and buffers of this module, without those of the modules inside, by converted or moved
            /// ones, in the registry and in the property or field of the same name. Whole numbers keep their element type.
            /// </summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach (string key in _internal_params.Keys)
                {
                    Parameter old = _internal_params[key];
                    if (Moved(old, dtype, device, non_blocking) is not { } moved) continue;
                    var parameter = new Parameter(moved, old.requires_grad);
                    moved.Dispose();
                    using (Tensor? gradient = old.grad)
                    {
                        if (gradient is not null) parameter.grad = Moved(gradient, dtype, device, non_blocking)?.DetachFromDisposeScope();
                    }
                    _internal_params[key] = (Parameter)parameter.DetachFromDisposeScope();
                    Rebind(key, old, parameter);
                    old.Dispose();
                }
                foreach (string key in _internal_buffers.Keys)
                {
                    (Tensor old, bool persistent) = _internal_buffers[key];
                    if (Moved(old, dtype, device, non_blocking) is not { } moved) continue;
                    _internal_buffers[key] = (moved.DetachFromDisposeScope(), persistent);
                    Rebind(key, old, moved);
                    old.Dispose();
                }
            }

            private Module Placed(Device device)
            {
                _deviceType = device.type;
                _deviceIndex = device.index;
                return this;
            }

            /// <summary>The converted tensor, or null when there is nothing to do.</summary>
            private static Tensor? Moved(Tensor tensor, ScalarType? dtype, Device? device, bool nonBlocking)
            {
                ScalarType type = dtype is ScalarType wanted && (tensor.is_floating_point() || tensor.is_complex()) ? wanted : tensor.dtype;
                Device now = tensor.device;
                Device target = device ?? now;
                bool samePlace = target.type == now.type && (target.index < 0 || target.index == now.index || target.type == DeviceType.CPU);
                if (type == tensor.dtype && samePlace) return null;
                using IDisposable quiet = no_grad();
                return tensor.to(type, target, non_blocking: nonBlocking);
            }

            private void Rebind(string key, Tensor old, Tensor replacement)
            {
                const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
                foreach (FieldInfo field in ComponentFields())
                {
                    if (ReferenceEquals(field.GetValue(this), old)) field.SetValue(this, replacement);
                }
                PropertyInfo? property = GetType().GetProperty(key, Any);
                if (property is { CanWrite: true } && ReferenceEquals(property.GetValue(this), old)) property.SetValue(this, replacement);
            }
        }
    }
}
